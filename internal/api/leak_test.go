package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"strings"
	"testing"
	"time"

	"huiyin/internal/api"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// answered brings a handled case to a delivered reply.
func (c client) answered(x *suggestion.Case) *suggestion.Case {
	a := x.Assignments[0].No
	c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"电话沟通"}`)
	x = c.Must(testkit.Health, x.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"A","contact":"某科","phone":"0000","publish":"full"}`)
	r := x.Replies[0].No
	c.Must(testkit.Health, x.ID, r, "send_for_review", `{}`)
	c.Must(testkit.HealthHead, x.ID, r, "approve_reply", `{}`)
	return c.Must(testkit.HealthHead, x.ID, r, "issue", `{"number":"某函〔2026〕1号"}`)
}

// Before the window closes a unit cannot find out by any answer that an evaluation was filed: every answer stays as it was, to the
// last byte, though time passes between the acts.
func TestAUnitCannotTellThatAnEvaluationWasFiled(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x, other := c.answered(c.Handled("0001")), c.answered(c.Handled("0002"))
		if _, err := similar.Read(t.Context(), s, time.Hour); err != nil {
			t.Fatal(err)
		}
		a := x.Assignments[0].No
		paths := []string{"/notices", "/indicators?year=2026"}
		for _, sort := range []string{"due", "-due", "number", "submitted", "changed", "-changed"} {
			paths = append(paths, "/suggestions?sort="+sort)
		}
		for _, f := range []string{"attitude=satisfied", "result=not_satisfied", "clock=feedback", "state=evaluated", "unit_state=content,dissatisfied", "task=evaluate,redo,paper,reply", "due_from=2026-01-01", "escalated=true"} {
			paths = append(paths, "/suggestions?"+f)
		}
		for _, id := range []int64{x.ID, other.ID} {
			one := fmt.Sprintf("/suggestions/%d", id)
			paths = append(paths, one, one+"/events", one+"/files", one+"/similar")
		}
		read := func(post int64) string {
			var b strings.Builder
			for _, p := range paths {
				got := c.call(post, "GET", p, "")
				fmt.Fprintln(&b, p, got.Code, got.Body)
			}
			for _, do := range []string{"finish_evaluation", "confirm_evaluation", "reject_evaluation", "evaluate", "enter_evaluation", "answer_report"} {
				for _, part := range []int{x.LastPart, x.LastPart + 1, 1000001, 1000002} {
					for _, version := range []string{"", "&version=7"} {
						got := c.call(post, "POST", fmt.Sprintf("/suggestions/%d/actions/%s?part=%d%s", x.ID, do, part, version), `{}`)
						fmt.Fprintln(&b, do, part, version, got.Code, got.Body)
					}
				}
			}
			return b.String()
		}
		units := []int64{testkit.Health, testkit.HealthHead, testkit.Finance, testkit.Cosigner}
		known := c.call(testkit.Clerk, "GET", fmt.Sprintf("/suggestions/%d", x.ID), "").Body.String()
		changed := func() int64 {
			var at int64
			if err := s.View(t.Context(), func(tx *store.Tx) (err error) {
				at, err = store.Value[int64](t.Context(), tx, "SELECT changed_at FROM suggestion WHERE id = $1", x.ID)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return at
		}
		at := changed()
		if err := s.Do(t.Context(), func(tx *store.Tx) error { // as if the change everybody knows of had been long ago
			_, err := tx.Exec(t.Context(), "UPDATE suggestion SET changed_at = $1 WHERE id = $2", at-int64(time.Hour/time.Millisecond), x.ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		before := map[int64]string{}
		for _, post := range units {
			before[post] = read(post)
		}
		for _, act := range []string{`{"attitude":"satisfied","result":"satisfied"}`, `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}`} {
			c.Must(testkit.Deputy, x.ID, a, "evaluate", act)
			for _, post := range units {
				if now := read(post); now != before[post] {
					t.Errorf("%d: the answers changed from\n%s\nto\n%s", post, before[post], now)
				}
			}
		}
		if changed() != at-int64(time.Hour/time.Millisecond) {
			t.Error("a filed evaluation moves the case in lists by latest change")
		}
		if c.call(testkit.Clerk, "GET", fmt.Sprintf("/suggestions/%d", x.ID), "").Body.String() == known {
			t.Error("the committee does not see it either: the test would never fail")
		}
		c.Must(testkit.Health, other.ID, other.Assignments[0].No, "note_contact", `{"phase":"after","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"回访"}`)
		c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"after","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"回访"}`)
		now, then := c.Read(x.ID).Contacts, c.Read(other.ID).Contacts
		if now[len(now)-1].No != then[len(then)-1].No {
			t.Errorf("the numbers of later parts tell of it: %d against %d", now[len(now)-1].No, then[len(then)-1].No)
		}
	})
}

// form is the body of a multipart call.
func form(t *testing.T, field, name, content string, values ...string) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(values); i += 2 {
		if err := w.WriteField(values[i], values[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if field != "" {
		part, err := w.CreateFormFile(field, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

const pdf = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n"

// A file comes with its content. Its hash alone, whoever may have told it, opens nothing.
func TestAHashAttachesNothing(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	act := fmt.Sprintf("/suggestions/%d/actions/attach_text", x.ID)
	got := c.call(testkit.Deputy, "POST", act, `{"hash":"`+strings.Repeat("ab", 32)+`","name":"x.pdf","mime":"application/pdf","size":3,"of":"text"}`)
	if got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"file"`) {
		t.Errorf("a hash: %d %s", got.Code, got.Body)
	}
	for _, row := range []struct {
		name, field, file, content string
		status                     int
	}{
		{"a form without the file", "", "", "", 422},
		{"a text that says it is a PDF", "file", "x.pdf", "hello", 422},
		{"a file", "file", "../某表.pdf", pdf, 200},
	} {
		body, kind := form(t, row.field, row.file, row.content)
		if got := c.call(testkit.Deputy, "POST", act, body, "Content-Type", kind); got.Code != row.status {
			t.Errorf("%s: %d %s", row.name, got.Code, got.Body)
		}
	}
	files := c.Read(x.ID).Files
	if len(files) != 1 || files[0].Name != "某表.pdf" || files[0].Mime != "application/pdf" {
		t.Fatalf("files %+v", files)
	}
	path := fmt.Sprintf("/suggestions/%d/files/%s", x.ID, files[0].Hash)
	for post, want := range map[int64]int{testkit.Deputy: 200, testkit.Cosigner: 404, testkit.Clerk: 404, testkit.Foreign: 404} {
		if got := c.call(post, "GET", path, ""); got.Code != want {
			t.Errorf("%d reads the file: %d, want %d", post, got.Code, want)
		}
	}
}

func TestAScanComesWithItsPaperEvaluation(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.answered(c.Handled("0001"))
	act := fmt.Sprintf("/suggestions/%d/actions/enter_evaluation?part=%d", x.ID, x.Assignments[0].No)
	const said = `{"attitude":"satisfied","result":"satisfied","on":"2026-03-02"`
	body, kind := form(t, "", "", "", "command", said+`,"scan":"`+strings.Repeat("ab", 32)+`"}`)
	if got := c.call(testkit.Clerk, "POST", act, body, "Content-Type", kind); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"scan","key":"field.file_in_form"`) {
		t.Errorf("a hash: %d %s", got.Code, got.Body)
	}
	body, kind = form(t, "", "", "", "command", said+`}`)
	if got := c.call(testkit.Clerk, "POST", act, body, "Content-Type", kind); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"scan","key":"field.required"`) {
		t.Errorf("no scan: %d %s", got.Code, got.Body)
	}
	if got := c.call(testkit.Clerk, "POST", act, said+`}`, "Content-Type", "application/json"); got.Code != 415 {
		t.Errorf("a body that carries no file: %d %s", got.Code, got.Body)
	}
	c.needs(testkit.Clerk, x.ID, "enter_evaluation", "scan", true)
	body, kind = form(t, "scan", "表.pdf", pdf, "command", said+`}`)
	if got := c.call(testkit.Clerk, "POST", act, body, "Content-Type", kind); got.Code != 200 {
		t.Fatalf("a scan: %d %s", got.Code, got.Body)
	}
	e := c.Read(x.ID).Evaluations
	if len(e) != 1 || len(e[0].Scan) != 64 {
		t.Fatalf("evaluations %+v", e)
	}
	for post, want := range map[int64]int{testkit.Head: 200, testkit.Deputy: 200, testkit.Health: 404, testkit.Foreign: 404} {
		got := c.call(post, "GET", fmt.Sprintf("/suggestions/%d/files/%s", x.ID, e[0].Scan), "")
		if got.Code != want || want == 200 && (got.Body.String() != pdf || got.Header().Get("Content-Type") != "application/pdf") {
			t.Errorf("%d reads the scan: %d, want %d", post, got.Code, want)
		}
	}
	c.Must(testkit.Head, x.ID, e[0].No, "confirm_evaluation", `{}`)
	c.Must(testkit.Deputy, x.ID, 0, "protect", `{"on":true}`)
	one := fmt.Sprintf("/suggestions/%d", x.ID)
	if got := c.call(testkit.Health, "GET", one, ""); got.Code != 200 || strings.Contains(got.Body.String(), e[0].Scan) {
		t.Errorf("the unit reads which paper a protected author has signed: %s", got.Body)
	}
	if got := c.call(testkit.Health, "GET", one+"/files/"+e[0].Scan, ""); got.Code != 404 {
		t.Errorf("the unit reads the paper of a protected author: %d", got.Code)
	}
}

// A suggestion from paper is submitted with its scan; who submits in person, or what was spoken, needs none and takes none.
func TestAScanComesWithASuggestionFromPaper(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	begin := func(how string) string {
		return fmt.Sprintf(`{"deputy":%d,%s%s`, testkit.Deputy, how, testkit.Text[1:])
	}
	if got := c.call(testkit.Clerk, "POST", "/suggestions/actions/start_draft", begin("")); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"entered_how","key":"field.required"`) {
		t.Errorf("staff who do not say from what they enter it: %d %s", got.Code, got.Body)
	}
	x := c.Must(testkit.Clerk, 0, 0, "start_draft", begin(`"entered_how":"paper",`))
	oral := c.Must(testkit.Clerk, 0, 0, "start_draft", begin(`"entered_how":"oral",`))
	own := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	c.needs(testkit.Clerk, x.ID, "submit", "scan", true)
	c.needs(testkit.Clerk, x.ID, "submit", "note", false)
	c.needs(testkit.Deputy, own.ID, "submit", "note", false)
	scan, kind := form(t, "scan", "原件.pdf", pdf)
	hash, plain := form(t, "", "", "", "command", `{"scan":"`+strings.Repeat("ab", 32)+`"}`)
	for _, row := range []struct {
		name     string
		post, id int64
		body     string
		kind     string
		status   int
		says     string
	}{
		{"without its scan", testkit.Clerk, x.ID, "{}", "application/json", 422, `"field":"scan","key":"field.required"`},
		{"a hash", testkit.Clerk, x.ID, hash, plain, 422, `"field":"scan","key":"field.file_in_form"`},
		{"with its scan", testkit.Clerk, x.ID, scan, kind, 200, ""},
		{"a scan of what was spoken", testkit.Clerk, oral.ID, scan, kind, 422, "field.not_from_paper"},
		{"what was spoken", testkit.Clerk, oral.ID, "{}", "application/json", 200, ""},
		{"a scan of a deputy's own", testkit.Deputy, own.ID, scan, kind, 422, "field.not_from_paper"},
		{"a deputy's own", testkit.Deputy, own.ID, "{}", "application/json", 200, ""},
	} {
		got := c.call(row.post, "POST", fmt.Sprintf("/suggestions/%d/actions/submit", row.id), row.body, "Content-Type", row.kind)
		if got.Code != row.status || !strings.Contains(got.Body.String(), row.says) {
			t.Errorf("%s: %d %s", row.name, got.Code, got.Body)
		}
	}
	var s struct{ Scan string }
	c.read(testkit.Clerk, fmt.Sprintf("/suggestions/%d", x.ID), &s)
	if got := c.call(testkit.Clerk, "GET", fmt.Sprintf("/suggestions/%d/files/%s", x.ID, s.Scan), ""); got.Code != 200 || got.Body.String() != pdf {
		t.Errorf("the scan: %d", got.Code)
	}
	c.clean()
}

// needs checks how somebody is asked for a field of an act on a suggestion: whether at all, and whether it may stay empty.
func (c client) needs(post, id int64, do, field string, required bool) {
	c.T.Helper()
	var s struct {
		Actions []struct {
			Do    string
			Needs []struct {
				Name     string
				Required bool
			}
		}
	}
	c.read(post, fmt.Sprintf("/suggestions/%d", id), &s)
	for _, a := range s.Actions {
		for _, n := range a.Needs {
			if a.Do == do && n.Name == field {
				if n.Required != required {
					c.T.Errorf("%s needs %s: required %v", do, field, n.Required)
				}
				return
			}
		}
	}
	c.T.Errorf("%d is not asked for %s of %s", post, field, do)
}

// Who reads behind a protected identity is on record, once a day; who reads only that a deputy speaks is not.
func TestOpeningAProtectedCaseIsRecorded(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Handled("0001")
	y := c.Handled("0002")
	c.Must(testkit.Deputy, x.ID, 0, "protect", `{"on":true}`)
	for range 2 {
		for _, post := range []int64{testkit.Clerk, testkit.Head, testkit.Health, testkit.Deputy} {
			for _, id := range []int64{x.ID, y.ID} {
				c.call(post, "GET", fmt.Sprintf("/suggestions/%d/events", id), "")
			}
		}
	}
	var lines []store.SecurityEntry
	err := c.Store.View(t.Context(), func(tx *store.Tx) (err error) {
		lines, err = tx.SecurityLines(t.Context(), 1, true, store.SecurityFilter{Action: "protected_opened", Limit: 9}, store.LogKey{})
		return err
	})
	if err != nil || len(lines) != 2 || lines[0].Subject != fmt.Sprintf("suggestion:%d", x.ID) || lines[0].Post+lines[1].Post != testkit.Clerk+testkit.Head {
		t.Errorf("%v %+v", err, lines)
	}
	if got := c.call(testkit.Health, "GET", fmt.Sprintf("/suggestions/%d", x.ID), ""); strings.Contains(got.Body.String(), `"lead"`) {
		t.Errorf("the unit reads who speaks: %s", got.Body)
	}
}

// What a file tells of a protected author reaches the committee and no unit; what cannot be cleaned is withheld.
func TestAProtectedAuthorsFilesAreCleaned(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	act := fmt.Sprintf("/suggestions/%d/actions/attach_text", x.ID)
	for _, content := range []string{"1 0 obj\n<< /Author (zhangsan) >>\nendobj\ntrailer << /Info 1 0 R >>", "trailer << /Info 9 0 R >>"} {
		body, kind := form(t, "file", "张三.pdf", "%PDF-1.4\n"+content+"\n%%EOF\n")
		if got := c.call(testkit.Deputy, "POST", act, body, "Content-Type", kind); got.Code != 200 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
	}
	c.Must(testkit.Deputy, x.ID, 0, "submit", `{}`)
	c.Must(testkit.Deputy, x.ID, 0, "protect", `{"on":true}`)
	c.Must(testkit.Clerk, x.ID, 0, "start_review", `{}`)
	c.Must(testkit.Clerk, x.ID, 0, "accept", `{"number":"0001","category":5}`)
	c.Must(testkit.Clerk, x.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.Must(testkit.Head, x.ID, 0, "assign", `{}`)
	files := c.Read(x.ID).Files
	path := fmt.Sprintf("/suggestions/%d/files/", x.ID)
	if got := c.call(testkit.Clerk, "GET", path+files[0].Hash, ""); !strings.Contains(got.Body.String(), "zhangsan") {
		t.Errorf("the committee reads another file: %d", got.Code)
	}
	got := c.call(testkit.Health, "GET", path+files[0].Hash, "")
	if all := got.Body.String() + fmt.Sprint(got.Header()); got.Code != 200 || strings.Contains(all, "zhangsan") || strings.Contains(all, "%E5%BC%A0") || !strings.Contains(all, "%PDF") {
		t.Errorf("the unit: %d %s", got.Code, all)
	}
	if got := c.call(testkit.Health, "GET", path+files[1].Hash, ""); got.Code != 403 || !strings.Contains(got.Body.String(), "blob.withheld") {
		t.Errorf("properties that cannot be reached: %d %s", got.Code, got.Body)
	}
}

// A secret case is number and day: what else is sent with it is refused, and nothing can be added later.
func TestASecretCaseTakesNoText(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	const path = "/suggestions/actions/enter_secret"
	for _, field := range []string{"title", "text", "situation", "requests", "note"} {
		if got := c.call(testkit.Clerk, "POST", path, `{"number":"密1","on":"2026-02-01","`+field+`":"x"}`); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"`+field+`"`) {
			t.Errorf("%s: %d %s", field, got.Code, got.Body)
		}
	}
	var done api.Done
	got := c.call(testkit.Clerk, "POST", path, `{"number":"密1","on":"2026-02-01"}`)
	if err := json.Unmarshal(got.Body.Bytes(), &done); err != nil || done.State != "offline" {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	one := fmt.Sprintf("/suggestions/%d", done.ID)
	for do, body := range map[string]string{"write": `{"title":"x"}`, "urge": `{"text":"x"}`, "propose_correction": `{"field":"number","to":"x","why":"x"}`, "return": `{"reasons":["other"],"note":"x"}`} {
		if got := c.call(testkit.Clerk, "POST", one+"/actions/"+do, body); got.Code != 409 {
			t.Errorf("%s: %d %s", do, got.Code, got.Body)
		}
	}
	for post, want := range map[int64]int{testkit.Clerk: 200, testkit.Head: 200, testkit.Deputy: 404, testkit.Health: 404, testkit.Foreign: 404} {
		if got := c.call(post, "GET", one, ""); got.Code != want {
			t.Errorf("%d: %d, want %d", post, got.Code, want)
		}
	}
}

// A unit's list shows and sorts by its own limits, as its page does.
func TestAUnitsListHasItsOwnLimits(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	c.answered(c.Handled("0001"))
	if got := c.call(testkit.Health, "GET", "/suggestions", ""); strings.Contains(got.Body.String(), `"due_clock":"feedback"`) {
		t.Errorf("the deputy's limit is in the unit's list: %s", got.Body)
	}
	if got := c.call(testkit.Clerk, "GET", "/suggestions", ""); !strings.Contains(got.Body.String(), `"due_clock":"feedback"`) {
		t.Errorf("the committee's list: %s", got.Body)
	}
	for path, total := range map[string]string{"/suggestions?task=evaluate": `"total":1`, "/suggestions?session=all": `"total":1`, "/suggestions?session=22": `"total":0`, "/suggestions?known=class": `"total":1`} {
		if got := c.call(testkit.Deputy, "GET", path, ""); !strings.Contains(got.Body.String(), total) {
			t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
	}
}

// Walking page by page finds every case once, whatever the order.
func TestPagesFollowEachOther(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		for i := range 5 {
			c.Accepted(fmt.Sprintf("%04d", i+1))
		}
		for _, sort := range []string{"due", "-due", "number", "-number", "submitted", "changed", "-changed"} {
			seen, after := map[int64]bool{}, ""
			for range 5 {
				var page api.List
				c.read(testkit.Clerk, "/suggestions?limit=2&sort="+sort+"&after="+after, &page)
				if page.Total != 5 {
					t.Errorf("%s: total %d", sort, page.Total)
				}
				for _, r := range page.Items {
					if seen[r.ID] {
						t.Errorf("%s: %d twice", sort, r.ID)
					}
					seen[r.ID] = true
				}
				if after = page.Next; after == "" {
					break
				}
			}
			if len(seen) != 5 || after != "" {
				t.Errorf("%s: %d cases", sort, len(seen))
			}
		}
		if got := c.call(testkit.Clerk, "GET", "/suggestions?after=x", ""); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"after"`) {
			t.Errorf("a broken cursor: %d %s", got.Code, got.Body)
		}
	})
}

// Notices name what their reader may open: the invitation goes with the right to read the text, and comes back with it.
func TestNoticesNameNothingThatDoesNotOpen(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		one := fmt.Sprintf("/suggestions/%d", x.ID)
		told := func(says string, named bool) {
			t.Helper()
			status := 404
			if named {
				status = 200
			}
			got := c.call(testkit.Cosigner, "GET", "/notices", "")
			if got.Code != 200 || strings.Contains(got.Body.String(), `"key":"invited"`) != named {
				t.Errorf("%s: %d %s", says, got.Code, got.Body)
			}
			if got := c.call(testkit.Cosigner, "GET", one, ""); got.Code != status {
				t.Errorf("%s: the suggestion answers %d, want %d", says, got.Code, status)
			}
		}
		told("before", false)
		x = c.Must(testkit.Deputy, x.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, testkit.Cosigner))
		told("invited", true)
		c.Must(testkit.Cosigner, x.ID, x.Signatures[0].No, "decline", `{"note":"不熟悉情况"}`)
		told("declined", false)
		y := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		one = fmt.Sprintf("/suggestions/%d", y.ID)
		c.Must(testkit.Deputy, y.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, testkit.Cosigner))
		told("invited to another", true)
		c.Must(testkit.Deputy, y.ID, 0, "discard", `{}`)
		told("discarded", false)
		z := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		one = fmt.Sprintf("/suggestions/%d", z.ID)
		c.Must(testkit.Deputy, z.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, testkit.Cosigner))
		c.Must(testkit.Deputy, z.ID, 0, "submit", `{}`)
		told("handed in without the invited", false)
		if got := c.call(testkit.Cosigner, "GET", "/notices", "").Body.String(); !strings.Contains(got, "您未列入联名代表") || strings.Contains(got, fmt.Sprint(z.ID)) {
			t.Errorf("whose invitation lapsed is told so and no more: %s", got)
		}
	})
}

// Whoever is kept from a name, or from an act, is given nothing by which to try out whose it was: a seal is made from everything that the entry holds,
// and there are only some hundred deputies.
func TestNoAnswerCarriesASealOfTheLog(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.answered(c.Handled("0001"))
		c.Must(testkit.Deputy, x.ID, 0, "protect", `{"on":true}`)
		c.Must(testkit.Deputy, x.ID, x.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
		award := c.award(x.ID)
		var seals []string
		if err := s.View(t.Context(), func(tx *store.Tx) (err error) {
			seals, err = store.Column[string](t.Context(), tx, "SELECT hash FROM event")
			return err
		}); err != nil || len(seals) < 10 {
			t.Fatalf("%d seals, %v", len(seals), err)
		}
		for _, post := range []int64{testkit.Health, testkit.HealthHead, testkit.Deputy, testkit.Clerk, testkit.Head} {
			one := fmt.Sprintf("/suggestions/%d", x.ID)
			for _, path := range []string{one, one + "/events", award + "/events"} {
				got := c.call(post, "GET", path, "").Body.String()
				for _, seal := range seals {
					if strings.Contains(got, seal) {
						t.Errorf("%d reads a seal under %s", post, path)
						break
					}
				}
			}
		}
	})
}

// award opens a commendation for which the unit nominates a case, and returns its address.
func (c client) award(id int64) string {
	c.T.Helper()
	var made api.Done
	got := c.call(testkit.Clerk, "POST", "/dossiers/award/actions/open_award", `{"title":"优秀建议","sort":"excellent","of":21,"until":"2030-03-20"}`)
	if err := json.Unmarshal(got.Body.Bytes(), &made); err != nil || got.Code != 201 {
		c.T.Fatalf("%d %s", got.Code, got.Body)
	}
	one := fmt.Sprintf("/dossiers/award/%d", made.ID)
	if got := c.call(testkit.Health, "POST", one+"/actions/nominate_case", fmt.Sprintf(`{"case":%d,"reason":"成效明显"}`, id)); got.Code != 200 {
		c.T.Fatalf("%d %s", got.Code, got.Body)
	}
	return one
}

// Who nominated cannot tell by any answer what became of it before the commendation is published: the log leaves out what the document does.
func TestANominatorCannotTellHowTheNominationStands(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		award := c.award(x.ID)
		read := func(post int64) string {
			return c.call(post, "GET", award, "").Body.String() + c.call(post, "GET", award+"/events", "").Body.String()
		}
		before, known := read(testkit.Health), read(testkit.Clerk)
		for _, act := range []string{`rate_nominee {"research":10,"pertinence":10,"feasibility":10,"effect":10,"response":10}`, `shortlist_nominee {}`} {
			do, cmd, _ := strings.Cut(act, " ")
			if got := c.call(testkit.Clerk, "POST", award+"/actions/"+do+"?part=1", cmd); got.Code != 200 {
				t.Fatalf("%s: %d %s", do, got.Code, got.Body)
			}
			if now := read(testkit.Health); now != before {
				t.Errorf("after %s the answers changed from\n%s\nto\n%s", do, before, now)
			}
		}
		if read(testkit.Clerk) == known {
			t.Error("the committee does not see it either: the test would never fail")
		}
		if got := c.call(testkit.Health, "GET", award+"/events", "").Body.String(); !strings.Contains(got, `"action":"open_award"`) || !strings.Contains(got, `"action":"nominate_case"`) {
			t.Errorf("the unit does not read what it did and what moved the commendation: %s", got)
		}
	})
}

// What a suggestion was merged with is named to those alone who may see it.
func TestNobodyIsToldOfACaseThatTheyCannotOpen(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		main := c.Handled("0001")
		other := c.Must(testkit.Cosigner, 0, 0, "start_draft", testkit.Text)
		c.Must(testkit.Cosigner, other.ID, 0, "submit", `{}`)
		c.Must(testkit.Clerk, other.ID, 0, "start_review", `{}`)
		c.Must(testkit.Clerk, other.ID, 0, "accept", `{"number":"0002","category":5}`)
		c.Must(testkit.Clerk, other.ID, 0, "merge", fmt.Sprintf(`{"into":%d}`, main.ID))
		for _, row := range []struct {
			name string
			post int64
			id   int64
			link string
			told bool
		}{
			{"the committee reads what was merged", testkit.Clerk, main.ID, fmt.Sprintf(`"absorbed":[%d]`, other.ID), true},
			{"and into what", testkit.Head, other.ID, fmt.Sprintf(`"merged_into":%d`, main.ID), true},
			{"the unit has no share in the other", testkit.Health, main.ID, `"absorbed"`, false},
			{"nor has its author a part in it", testkit.Deputy, main.ID, `"absorbed"`, false},
			{"the merged author cannot open the main case", testkit.Cosigner, other.ID, `"merged_into"`, false},
		} {
			got := c.call(row.post, "GET", fmt.Sprintf("/suggestions/%d", row.id), "")
			if told := strings.Contains(got.Body.String(), row.link); got.Code != 200 || told != row.told {
				t.Errorf("%s: %d, told %v", row.name, got.Code, told)
			}
		}
	})
}
