package form

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

func resolve(kind, text string) (int64, bool) {
	id, ok := map[string]int64{"unit/市卫健委": 13, "case/0012": 7, "deputies/张某（一团）": 101}[kind+"/"+text]
	return id, ok
}

func values(t testing.TB, query string) url.Values {
	t.Helper()
	v, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFormsBecomeCommands(t *testing.T) {
	for name, c := range map[string]struct {
		do   flow.Action
		form string
		want string
	}{
		"days, words and choices":            {"note_contact", "phase=before&way=phone&on=2026-03-02&who=+%E6%9F%90+&rank=clerk&text=a%0D%0Ab", `{"phase":"before","way":"phone","on":"2026-03-02","who":"某","rank":"clerk","text":"a\nb"}`},
		"units typed by name or chosen":      {"object", "reason=x&proposes=市卫健委", `{"reason":"x","proposes":13}`},
		"rows with gaps close up":            {"propose_units", "shares.1.unit=13&shares.1.role=lead&shares.4.unit=14&shares.4.role=co&shares.2.role=co&precheck=yes", `{"shares":[{"unit":13,"role":"lead"},{"unit":14,"role":"co"}],"precheck":true}`},
		"what the program fills is not read": {"propose_units", "shares.0.unit=13&shares.0.role=sole&shares.0.government=yes&shares.0.special=9", `{"shares":[{"unit":13,"role":"sole"}],"precheck":false}`},
		"pieces of a split":                  {"split", "pieces.0.title=x&pieces.0.requests=2&pieces.0.requests=3", `{"pieces":[{"title":"x","requests":[2,3]}],"children":null}`},
		"answers keep their places":          {"draft_reply", "answers.0=&answers.2=c&class=A", `{"answers":["","","c"],"class":"A"}`},
		"requests lose empty boxes":          {"write", "title=t&requests.0=a&requests.1=+&requests.2=b&close_contact=yes", `{"title":"t","requests":["a","b"],"close_contact":true}`},
		"promises are rows":                  {"draft_reply", "promises.0.words=w&promises.0.result=r&promises.0.due=2026-12-01&promises.1.words=", `{"promises":[{"words":"w","result":"r","owner":"","due":"2026-12-01"}]}`},
		"cases by their number":              {"merge", "into=0012", `{"into":7,"reason":""}`},
		"deputies by name":                   {"invite", "deputies.0=张某（一团）&deputies.1=105", `{"deputies":[101,105],"until":"","people":null}`},
		"facts cannot be forged":             {"start_draft", "title=t&session=9&lead_id=5&entered_by=3&kind=single", `{"title":"t","kind":"single"}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, _ := suggestion.NewCommand(c.do)
			want, _, _ := suggestion.NewCommand(c.do)
			if err := json.Unmarshal([]byte(c.want), want); err != nil {
				t.Fatal(err)
			}
			if err := Decode(values(t, c.form), got, resolve); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestUnreadableNumbersAreComplainedOfBesideTheField(t *testing.T) {
	cmd, _, _ := suggestion.NewCommand("propose_units")
	err := Decode(Compact(values(t, "shares.0.unit=&shares.3.unit=无此单位&shares.3.role=sole")), cmd, resolve)
	f, ok := fault.As(err)
	if !ok || len(f.Fields) != 1 || f.Fields[0].Name != "shares.0.unit" || f.Fields[0].Key != "field.unknown_unit" {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsEncodedDecodesToTheSame(t *testing.T) {
	cmd, _, _ := suggestion.NewCommand("draft_reply")
	if err := json.Unmarshal([]byte(`{"answers":["一","","三"],"class":"B","promises":[{"words":"w","result":"r","owner":"o","due":"2026-12-01"}],"publish":"full"}`), cmd); err != nil {
		t.Fatal(err)
	}
	back, _, _ := suggestion.NewCommand("draft_reply")
	if err := Decode(Encode(cmd), back, nil); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(cmd, back); d != "" {
		t.Error(d)
	}
}

// What was chosen stands when the form comes back, also in a row that names no unit yet; such a row is still none.
func TestACompactedFormKeepsChoices(t *testing.T) {
	for sent, want := range map[string]string{
		"shares.0.role=lead&shares.1.role=co&shares.1.unit=":                                  "shares.0.role=lead&shares.1.role=co&shares.1.unit=",
		"shares.0.role=separate&shares.1.role=co&shares.1.unit=14&shares.2.role=":             "shares.0.role=co&shares.0.unit=14&shares.1.role=separate",
		"people.0.level=head&people.0.name=&people.2.level=clerk&people.2.name=某&requests.3=": "people.0.level=clerk&people.0.name=某&people.1.level=head&people.1.name=",
	} {
		got := Compact(values(t, sent))
		if d := cmp.Diff(values(t, want), got); d != "" {
			t.Errorf("%s: %s", sent, d)
		}
		cmd, _, _ := suggestion.NewCommand("propose_units")
		if err := Decode(got, cmd, resolve); err != nil {
			t.Error(err)
		}
		for _, k := range cmd.(*suggestion.ProposeUnits).Shares {
			if k.Unit == 0 {
				t.Errorf("%s: a choice alone became a row", sent)
			}
		}
	}
}

func TestEncodeKeepsLargeIDs(t *testing.T) {
	if got := Encode(&suggestion.Merge{Into: 9007199254740993}).Get("into"); got != "9007199254740993" {
		t.Errorf("got %s", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("propose_units", "shares.0.unit=1&shares.99999999999.unit=2&shares.-1.role=x&precheck=1")
	f.Add("draft_reply", "answers.499=x&promises.0.due=&promises=&answers=1&answers.0=2")
	f.Add("start_draft", "title=%ff&requests.0=%00&wished_units=x&deputy=9223372036854775808")
	f.Fuzz(func(t *testing.T, do, query string) {
		cmd, _, ok := suggestion.NewCommand(flow.Action(do))
		if !ok {
			return
		}
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		v = Compact(v, "answers")
		if err := Decode(v, cmd, resolve); err != nil {
			if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid {
				t.Fatalf("not a complaint: %v", err)
			}
			return
		}
		back, _, _ := suggestion.NewCommand(flow.Action(do))
		if strings.ToValidUTF8(query, "") != query || !utf(v) {
			return // what is not text is refused by the command's own checks
		}
		if err := Decode(Encode(cmd), back, resolve); err != nil {
			t.Fatalf("encoded form is refused: %v", err)
		}
		if strings.Contains(query, "role") || strings.Contains(query, "level") {
			return // a row with nothing but a choice is no row the second time
		}
		a, _ := json.Marshal(cmd)
		b, _ := json.Marshal(back)
		if string(a) != string(b) {
			t.Fatalf("%s became %s", a, b)
		}
	})
}

func utf(v url.Values) bool {
	for k, vs := range v {
		for _, s := range append(vs, k) {
			if strings.ToValidUTF8(s, "") != s {
				return false
			}
		}
	}
	return true
}
