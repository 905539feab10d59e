package api_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

// A file of a dossier is read through it alone, is taken out by whoever may add files, and nobody reads it afterwards; the log still adds up and
// tells both acts.
func TestAFileOfADossierIsReadThroughItAndTakenOutAgain(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		body, kind := form(t, "files", "版面.pdf", pdf, "command", fmt.Sprintf(`{"title":"报道","medium":"日报","on":"2026-01-20","coverage":"process","cases":[%d],"units":[13]}`, x.ID))
		made := c.done(c.call(testkit.Clerk, "POST", "/dossiers/press/actions/enter_press", body, "Content-Type", kind))
		one := fmt.Sprintf("/dossiers/press/%d", made.ID)
		var read struct {
			Document struct{ Files []suggestion.File }
		}
		c.read(testkit.Clerk, one, &read)
		if len(read.Document.Files) != 1 || read.Document.Files[0].Name != "版面.pdf" {
			t.Fatalf("files %+v", read.Document.Files)
		}
		hash := read.Document.Files[0].Hash
		act := one + "/actions/remove_press_file"
		remove := `{"hash":"` + hash + `"}`
		for _, row := range []struct {
			name         string
			post         int64
			method, path string
			body         string
			status       int
			contains     string
		}{
			{"whoever wrote it reads the file", testkit.Clerk, "GET", one + "/files/" + hash, "", 200, "%PDF"},
			{"the unit that it names too", testkit.Health, "GET", one + "/files/" + hash, "", 200, "%PDF"},
			{"another unit does not", testkit.Finance, "GET", one + "/files/" + hash, "", 404, "fault.not_found"},
			{"nor by another kind's address", testkit.Clerk, "GET", fmt.Sprintf("/dossiers/visit/%d/files/%s", made.ID, hash), "", 404, "fault.not_found"},
			{"nor does another hash open anything", testkit.Clerk, "GET", one + "/files/" + strings.Repeat("a", 64), "", 404, "fault.not_found"},
			{"the offer asks which one", testkit.Clerk, "GET", one, "", 200, `"kind":"held"`},
			{"the unit takes nothing out", testkit.Health, "POST", act, remove, 403, "fault.not_yours"},
			{"a stranger knows of nothing", testkit.Finance, "POST", act, remove, 404, "fault.not_found"},
			{"which one must be said", testkit.Clerk, "POST", act, `{}`, 422, `"field":"hash"`},
			{"a file that is not held", testkit.Clerk, "POST", act, `{"hash":"` + strings.Repeat("a", 64) + `"}`, 422, "field.no_such_file"},
			{"the clerk takes it out", testkit.Clerk, "POST", act, remove, 200, `"state":"recorded"`},
			{"nobody reads it any more", testkit.Clerk, "GET", one + "/files/" + hash, "", 404, "fault.not_found"},
			{"nor takes it out twice", testkit.Clerk, "POST", act, remove, 409, "fault.not_now"},
			{"the log tells it", testkit.Clerk, "GET", one + "/events", "", 200, `"action":"remove_press_file"`},
		} {
			if got := c.call(row.post, row.method, row.path, row.body); got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: got %d %.300s", row.name, got.Code, got.Body)
			}
		}
		c.keeps("press", made.ID, hash, "版面.pdf")
		c.clean()
	})
}

// clean checks that every log tells what is stored.
func (c client) clean() {
	c.T.Helper()
	if r, err := verify.Run(c.T.Context(), c.Store, ""); err != nil || !r.Clean() {
		c.T.Errorf("verify: %+v %v", r, err)
	}
}

// keeps checks that the last event of a log still names the file that it took out.
func (c client) keeps(kind string, id int64, hash, name string) {
	c.T.Helper()
	err := c.Store.View(c.T.Context(), func(tx *store.Tx) error {
		log, err := tx.EventsOf(c.T.Context(), kind, id)
		if err == nil && (len(log) == 0 || !strings.Contains(string(log[len(log)-1].Payload), hash) || !strings.Contains(string(log[len(log)-1].Payload), name)) {
			c.T.Errorf("the log does not end with the file: %+v", log)
		}
		return err
	})
	if err != nil {
		c.T.Fatal(err)
	}
}

// The same on suggestions: the author's side as long as it writes, the unit as long as it drafts.
func TestAFileOfASuggestionIsTakenOutWhileItIsWritten(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	one := fmt.Sprintf("/suggestions/%d", x.ID)
	attach := func(post int64, path string) string {
		t.Helper()
		body, kind := form(t, "file", "表.pdf", pdf)
		c.done(c.call(post, "POST", path, body, "Content-Type", kind))
		files := c.Read(x.ID).Files
		return files[len(files)-1].Hash
	}
	hash := attach(testkit.Deputy, one+"/actions/attach_text")
	remove := `{"hash":"` + hash + `"}`
	for post, want := range map[int64]int{testkit.Cosigner: 404, testkit.Clerk: 404, testkit.Foreign: 404} {
		if got := c.call(post, "POST", one+"/actions/remove_text_file", remove); got.Code != want {
			t.Errorf("%d: %d %s", post, got.Code, got.Body)
		}
	}
	c.done(c.call(testkit.Deputy, "POST", one+"/actions/remove_text_file", remove))
	if got := c.call(testkit.Deputy, "GET", one+"/files/"+hash, ""); got.Code != 404 || len(c.Read(x.ID).Files) != 0 {
		t.Errorf("still read: %d", got.Code)
	}
	attach(testkit.Deputy, one+"/actions/attach_text")
	c.Must(testkit.Deputy, x.ID, 0, "submit", `{}`)
	for post, want := range map[int64]int{testkit.Deputy: 409, testkit.Clerk: 409} {
		if got := c.call(post, "POST", one+"/actions/remove_text_file", remove); got.Code != want {
			t.Errorf("after it was handed in, %d: %d %s", post, got.Code, got.Body)
		}
	}
	x = c.Handled("0002")
	one = fmt.Sprintf("/suggestions/%d", x.ID)
	a := x.Assignments[0].No
	c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"电话沟通"}`)
	x = c.Must(testkit.Health, x.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"A","contact":"某科","phone":"0000","publish":"full"}`)
	part := fmt.Sprint("?part=", x.Replies[0].No)
	hash = attach(testkit.Health, one+"/actions/attach_reply"+part)
	remove = `{"hash":"` + hash + `"}`
	for post, want := range map[int64]int{testkit.Clerk: 403, testkit.Deputy: 404, testkit.Finance: 404} {
		if got := c.call(post, "POST", one+"/actions/remove_reply_file"+part, remove); got.Code != want {
			t.Errorf("%d: %d %s", post, got.Code, got.Body)
		}
	}
	c.done(c.call(testkit.Health, "POST", one+"/actions/remove_reply_file"+part, remove))
	if got := c.call(testkit.Clerk, "GET", one+"/events", ""); got.Code != 200 || len(c.Read(x.ID).Files) != 0 {
		t.Errorf("%d, files %v", got.Code, c.Read(x.ID).Files)
	}
	c.clean()
}

// What shows how a promise is kept comes in a form beside its command, stands in the ledger, is read through its suggestion alone, and is taken out
// while the promise is worked on.
func TestEvidenceOfAPromise(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		a := x.Assignments[0].No
		c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"电话沟通"}`)
		x = c.Must(testkit.Health, x.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"B","contact":"某科","phone":"0000","publish":"full","promises":[{"words":"年内建成","result":"建成","due":"2026-10-30"}]}`)
		r := x.Replies[0].No
		c.Must(testkit.Health, x.ID, r, "send_for_review", `{}`)
		c.Must(testkit.HealthHead, x.ID, r, "approve_reply", `{}`)
		x = c.Must(testkit.HealthHead, x.ID, r, "issue", `{"number":"1"}`)
		one, part := fmt.Sprintf("/suggestions/%d", x.ID), fmt.Sprint("?part=", x.Commitments[0].No)
		note := one + "/actions/note_progress" + part
		body, kind := form(t, "files", "现场.pdf", pdf, "command", `{"text":"已开工","percent":30}`)
		c.done(c.call(testkit.Health, "POST", note, body, "Content-Type", kind))
		hash := c.Read(x.ID).Files[0].Hash
		remove := `{"hash":"` + hash + `"}`
		act := one + "/actions/remove_progress_file" + part
		for _, row := range []struct {
			name         string
			post         int64
			method, path string
			body         string
			status       int
			contains     string
		}{
			{"words alone are progress too", testkit.Health, "POST", note, `{"text":"封顶","percent":60}`, 200, `"state"`},
			{"a hash is no file", testkit.Health, "POST", note, `{"text":"x","percent":60,"files":[{"hash":"` + hash + `","name":"x.pdf"}]}`, 422, "field.file_in_form"},
			{"the ledger lists it", testkit.Clerk, "GET", "/commitments", "", 200, `"files":[{"hash":"` + hash + `","name":"现场.pdf"`},
			{"the suggestion too", testkit.Deputy, "GET", one + "/files", "", 200, `"of":"progress"`},
			{"the deputy reads it", testkit.Deputy, "GET", one + "/files/" + hash, "", 200, "%PDF"},
			{"another unit does not", testkit.Finance, "GET", one + "/files/" + hash, "", 404, "fault.not_found"},
			{"nor finds it in the ledger", testkit.Finance, "GET", "/commitments", "", 200, `"total":0`},
			{"the deputy takes nothing out", testkit.Deputy, "POST", act, remove, 403, "fault.not_yours"},
			{"a promise is not kept before it was made", testkit.Health, "POST", one + "/actions/claim_done" + part, `{"on":"2026-03-01","evidence":"已验收"}`, 422, `"field":"on","key":"field.day_before_promise"`},
			{"the unit does", testkit.Health, "POST", act, remove, 200, `"state"`},
			{"nobody reads it any more", testkit.Deputy, "GET", one + "/files/" + hash, "", 404, "fault.not_found"},
			{"nor finds it in the ledger any more", testkit.Clerk, "GET", "/commitments", "", 200, `"total":1`},
		} {
			got := c.call(row.post, row.method, row.path, row.body)
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: %d %s", row.name, got.Code, got.Body)
			}
		}
		if got := c.call(testkit.Clerk, "GET", "/commitments", ""); strings.Contains(got.Body.String(), hash) {
			t.Error("the ledger still names it")
		}
		c.clean()
	})
}

// A suggestion carries three files, each once: the API says which it is, beside the field or as the reason of the act.
func TestTheFilesOfASuggestionAreCounted(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	one := fmt.Sprintf("/suggestions/%d", x.ID)
	for _, try := range []struct {
		content string
		status  int
		says    string
	}{
		{pdf, 200, ""},
		{pdf, 422, "field.file_twice"},
		{pdf + "2", 200, ""},
		{pdf + "3", 200, ""},
		{pdf + "4", 422, "guard.text_has_room"},
	} {
		body, kind := form(t, "file", "表.pdf", try.content)
		if got := c.call(testkit.Deputy, "POST", one+"/actions/attach_text", body, "Content-Type", kind); got.Code != try.status || !strings.Contains(got.Body.String(), try.says) {
			t.Errorf("%q: %d %s", try.content[len(pdf):], got.Code, got.Body)
		}
	}
	if got := c.call(testkit.Deputy, "GET", one, ""); !strings.Contains(got.Body.String(), `"can":false,"reason":"已有三个附件`) {
		t.Errorf("the act is offered without its reason: %s", got.Body)
	}
	c.clean()
}

// Every kind of dossier that keeps files beside what they prove has an act that takes them out.
func TestWhatTakesFilesGivesThemBack(t *testing.T) {
	for _, k := range docket.Kinds {
		takes, gives := []flow.Action{}, false
		for _, m := range k.Machines() {
			for _, l := range m.Lines {
				cmd, _ := k.NewCommand(l.Do)
				if _, ok := cmd.(*suggestion.RemoveFile); ok {
					gives = true
				} else if fields := answer.FileFields(cmd); slices.ContainsFunc(fields, func(f answer.FileField) bool { return !f.Required }) {
					takes = append(takes, l.Do)
				}
			}
		}
		if len(takes) > 0 != gives {
			t.Errorf("%s takes files by %v, and gives them back: %v", k.Name(), takes, gives)
		}
		if gives && len(dossier.Files(reflect.New(reflect.TypeOf(k.Fresh(1)).Elem()).Interface())) != 0 {
			t.Errorf("%s has files before it begins", k.Name())
		}
	}
}
