package report_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/assess"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/document"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/report"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// office is the small congress with what a report of its year needs.
type office struct{ testkit.Office }

func (o office) must(post int64, kind string, id int64, part int, do flow.Action, body string) dossier.Doc {
	o.T.Helper()
	k, _ := docket.Kind(kind)
	cmd, ok := k.NewCommand(do)
	if !ok {
		o.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.T.Fatal(err)
	}
	d, err := o.Dossier(o.T.Context(), o.Actors[post], kind, id, desk.DossierRequest{Part: part, Do: do, Cmd: cmd})
	if err != nil {
		o.T.Fatalf("%s: %v", do, err)
	}
	return d
}

// answered leads a case to a delivered reply of class A that says nothing, and puts it on the list of empty replies.
func (o office) answered(number, today string) int64 {
	o.T.Helper()
	c := o.Handled(number)
	a := c.Assignments[0].No
	o.Must(testkit.Health, c.ID, a, "note_contact", `{"phase":"before","way":"phone","on":"`+today+`","who":"某","rank":"section","text":"电话沟通"}`)
	c = o.Must(testkit.Health, c.ID, a, "draft_reply", `{"answers":["已高度重视。","正在积极研究。"],"class":"A","contact":"某","phone":"0739-1","publish":"full"}`)
	r := c.Replies[0].No
	o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
	o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
	o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"函〔2026〕`+number+`号"}`)
	if _, err := assess.Judge(o.T.Context(), o.Desk); err != nil {
		o.T.Fatal(err)
	}
	return c.ID
}

func (o office) press(title string, about int64, today string) int64 {
	o.T.Helper()
	return o.must(testkit.Clerk, "press", 0, 0, "enter_press", `{"title":"`+title+`","medium":"甲市日报","on":"`+today+`","coverage":"effect","cases":[`+strconv.FormatInt(about, 10)+`]}`).Top().ID
}

func (o office) awards(do func(tx *store.Tx) error) {
	o.T.Helper()
	if err := o.Store.Do(o.T.Context(), do); err != nil {
		o.T.Fatal(err)
	}
}

// What a report counts beside the suggestions (press, the found lists, what deputies answered later, commendations) is of its day too: made
// again after all of it has changed, the report is the same byte for byte.
func TestAReportOfADayCountsWhatStoodBesideTheSuggestionsThen(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		o := office{testkit.Open(t, s)}
		day := today(c)
		id := o.answered("0001", string(day))
		press := o.press("卫生院新楼启用", id, string(day))
		sheet, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Clerk], id)
		if err != nil {
			t.Fatal(err)
		}
		o.must(testkit.Clerk, "question", sheet, 0, "ask_deputy", `{"way":"phone","on":"`+string(day)+`","attitude":"satisfied","result":"satisfied"}`)
		unit := org.Honour{ID: 9001, Congress: 1, Session: sessionID, Kind: "unit", Org: testkit.FinanceOrg}
		o.awards(func(tx *store.Tx) error {
			return registry.Enter(t.Context(), tx, clerk, roster.Rows{Honours: []org.Honour{unit}})
		})

		make := func(kind string) (report.Report, []byte) {
			t.Helper()
			q := ask(t, kind, day)
			q.Special = testkit.CommitteeOrg
			if kind == "special" {
				q.Kind, _ = report.Of("committee", clerk.Post.Role) // the small congress has no special committee
			}
			r, err := report.Make(t.Context(), s, clerk, q, i18n.For("zh-CN"))
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			var b bytes.Buffer
			if err := document.Write(&b, r.Paper, i18n.For("zh-CN")); err != nil {
				t.Fatal(err)
			}
			if err := r.WriteBook(&b, i18n.For("zh-CN")); err != nil {
				t.Fatal(err)
			}
			return r, b.Bytes()
		}
		first, text := map[string][]byte{}, map[string]string{}
		for _, k := range report.Kinds {
			var r report.Report
			r, first[k.Name] = make(k.Name)
			text[k.Name] = words(r.Paper)
		}
		r, _ := make("year")
		for _, says := range []string{"刊发报道1篇", "列入清单1条，其中回炉办理0条", "效果满意率100%", "办理先进单位1个", "答复空洞的“官样文章” 1 0 0 0 1 0"} {
			if got := words(r.Paper); !strings.Contains(got, says) {
				t.Errorf("the year does not say %q:\n%s", says, got)
			}
		}

		c.Advance(40 * 24 * time.Hour)
		later := string(today(c))
		o.must(testkit.Clerk, "press", press, 0, "withdraw_press", `{"reason":"重复登记"}`)
		o.press("另一篇", id, later)
		o.press("再一篇", id, later)
		o.must(testkit.Head, "question", sheet, 1, "void_record", `{"reason":"记错了代表"}`)
		o.answered("0002", later)
		o.awards(func(tx *store.Tx) error {
			if err := registry.RevokeHonour(t.Context(), tx, clerk, unit); err != nil {
				return err
			}
			more := []org.Honour{{ID: 9002, Congress: 1, Session: sessionID, Kind: "unit", Org: testkit.HealthOrg}, {ID: 9003, Congress: 1, Session: sessionID, Kind: "unit", Org: testkit.CommitteeOrg}}
			return registry.Enter(t.Context(), tx, clerk, roster.Rows{Honours: more})
		})
		for _, k := range report.Kinds {
			if r, again := make(k.Name); !bytes.Equal(first[k.Name], again) {
				t.Errorf("%s of %s differs when it is made later:\n%s", k.Name, day, cmp.Diff(text[k.Name], words(r.Paper)))
			}
		}
		day = today(c)
		r, _ = make("year")
		for _, says := range []string{"刊发报道2篇", "列入清单2条", "办理效果尚未征询", "办理先进单位2个"} {
			if got := words(r.Paper); !strings.Contains(got, says) {
				t.Errorf("the year of %s does not say %q:\n%s", day, says, got)
			}
		}
	})
}
