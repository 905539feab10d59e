package desk_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

func TestAHandOverListIsAllOrNoneAndNeedsASecondPerson(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		one, two := o.Accepted("0001"), o.Accepted("0002")
		o.Must(testkit.Clerk, one.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		begin := &handover.Begin{Title: "交办清单", On: "2026-03-02", Meeting: true, Cases: []int64{one.ID, two.ID}}
		_, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: begin})
		if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "cases.1" {
			t.Fatalf("a case without proposed units: %v", err)
		}
		o.Must(testkit.Clerk, two.ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
		got, err := o.Handover(t.Context(), o.Actors[testkit.Head], 0, desk.ListRequest{Do: "begin_list", Cmd: begin})
		if err != nil {
			t.Fatal(err)
		}
		l := got.List
		_, err = o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "另一清单", On: "2026-02-10", Cases: []int64{two.ID}}})
		if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Key != "field.case_listed" {
			t.Errorf("a case of another list in preparation: %v", err)
		}
		step := func(post int64, do string) error {
			r := desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}
			if do == "approve" {
				r = desk.ListRequest{Do: "approve_list", Cmd: &handover.Approve{}}
			}
			_, err := o.Handover(t.Context(), o.Actors[post], l.ID, r)
			return err
		}
		if err := step(testkit.Head, "propose"); err != nil {
			t.Fatal(err)
		}
		if err := step(testkit.Head, "approve"); testkit.Kind(err) != fault.Invalid {
			t.Errorf("the proposer approved the list: %v", err)
		}
		if err := step(testkit.Clerk, "approve"); testkit.Kind(err) != fault.Forbidden {
			t.Errorf("a clerk approved the list: %v", err)
		}
		if _, err := o.Handover(t.Context(), o.Actors[testkit.Head], l.ID, desk.ListRequest{Do: "send_back_list", Cmd: &handover.SendBack{Note: "补充"}}); err != nil {
			t.Fatal(err)
		}
		if err := step(testkit.Clerk, "propose"); err != nil {
			t.Fatal(err)
		}
		o.Must(testkit.Clerk, two.ID, 0, "to_letter", `{"reasons":["other"],"note":"内容属来信"}`)
		if err := step(testkit.Head, "approve"); testkit.Kind(err) != fault.Invalid {
			t.Errorf("a list with a case that moved on: %v", err)
		}
		if c := o.Read(one.ID); c.State != suggestion.Pending {
			t.Errorf("half a list was handed over: %s", c.State)
		}
		if _, err := o.Handover(t.Context(), o.Actors[testkit.Head], l.ID, desk.ListRequest{Do: "send_back_list", Cmd: &handover.SendBack{Note: "0002号已作来信"}}); err != nil {
			t.Errorf("a list with a case that moved on cannot be sent back: %v", err)
		}
		if _, err := o.Handover(t.Context(), o.Actors[testkit.Foreign], l.ID, desk.ListRequest{Do: "drop_list", Cmd: &suggestion.Nothing{}}); testkit.Kind(err) != fault.NotFound {
			t.Errorf("another congress: %v", err)
		}
	})
}

// A list that is sent for approval waits on the workbench of every head but who proposed it, and they are told; whoever proposed it is told what became
// of it, and why it was sent back. Nobody else is.
func TestWhoAListWaitsForAndWhoIsTold(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		const second, colleague = 141, 142
		for post, role := range map[int64]org.Role{second: org.CommitteeHead, colleague: org.CommitteeClerk} {
			a := org.Actor{Person: org.Person{ID: 1000 + post, Name: "某人"}, Post: org.Post{ID: post, Person: 1000 + post, Congress: 1, Org: testkit.CommitteeOrg, Role: role, Mandate: org.Active}}
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				if err := tx.InsertPeople(t.Context(), []org.Person{a.Person}); err != nil {
					return err
				}
				return tx.InsertPosts(t.Context(), []org.Post{a.Post})
			})
			if err != nil {
				t.Fatal(err)
			}
			o.Actors[post] = a
		}
		c := o.Accepted("0001")
		o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		people := map[int64]string{testkit.Clerk: "clerk", colleague: "colleague", testkit.Head: "head", second: "second", testkit.Foreign: "foreign", testkit.Health: "unit", testkit.Deputy: "deputy"}
		told := map[int64]int{}
		var id int64
		act := func(post int64, do flow.Action, cmd any) {
			t.Helper()
			got, err := o.Handover(t.Context(), o.Actors[post], id, desk.ListRequest{Do: do, Cmd: cmd})
			if err != nil {
				t.Fatalf("%s: %v", do, err)
			}
			id = got.List.ID
		}
		look := func(after string, news, waits string) {
			t.Helper()
			var n, w []string
			err := s.View(t.Context(), func(tx *store.Tx) error {
				n, w = nil, nil
				for _, post := range slices.Sorted(maps.Keys(people)) {
					a := o.Actors[post]
					list, err := tx.Notices(t.Context(), access.Of(a), dossier.ScopeOf(a), store.ManyNotices)
					if err != nil {
						return err
					}
					list = slices.DeleteFunc(list, func(n store.Notice) bool { return n.List == 0 })
					unseen, err := tx.UnseenNotices(t.Context(), access.Of(a), dossier.ScopeOf(a), post, store.ManyNotices)
					if err != nil {
						return err
					}
					if len(list) > unseen {
						t.Errorf("%s: %s reads %d notices and counts %d", after, people[post], len(list), unseen)
					}
					for _, k := range list[:len(list)-told[post]] {
						if k.List != id || k.Title != "清单" {
							t.Errorf("%s: %s is told of %+v", after, people[post], k)
						}
						n = append(n, people[post]+" "+k.Key+k.Args["why"])
					}
					told[post] = len(list)
					d, err := tx.Directory(t.Context(), a.Post.Congress)
					if err != nil {
						return err
					}
					waiting, err := tx.HandoversWaiting(t.Context(), a)
					if err != nil {
						return err
					}
					for _, l := range waiting {
						w = append(w, people[post]+" "+l.Task(a, d, tx.Today()))
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(n, ", "); got != news {
				t.Errorf("%s: told %q, want %q", after, got, news)
			}
			if got := strings.Join(w, ", "); got != waits {
				t.Errorf("%s: waits %q, want %q", after, got, waits)
			}
		}
		act(testkit.Clerk, "begin_list", &handover.Begin{Title: "清单", On: "2026-03-02", Cases: []int64{c.ID}})
		look("begun", "", "")
		act(testkit.Clerk, "propose_list", &suggestion.Nothing{})
		look("proposed by the clerk", "head propose_list, second propose_list", "head approve_list, second approve_list")
		act(second, "send_back_list", &handover.SendBack{Note: "日期有误"})
		look("sent back", "clerk send_back_list日期有误", "clerk mend_list")
		act(testkit.Clerk, "propose_list", &suggestion.Nothing{})
		look("proposed again", "head propose_list, second propose_list", "head approve_list, second approve_list")
		if _, err := o.Handover(t.Context(), o.Actors[colleague], id, desk.ListRequest{Do: "recall_list", Cmd: &suggestion.Nothing{}}); testkit.Kind(err) == "" {
			t.Error("a colleague took back what another proposed")
		}
		act(testkit.Clerk, "recall_list", &suggestion.Nothing{})
		look("taken back", "", "")
		act(testkit.Head, "propose_list", &suggestion.Nothing{})
		look("proposed by a head", "second propose_list", "second approve_list")
		act(second, "approve_list", &handover.Approve{})
		look("approved", "head approve_list", "")

		id = 0
		d := o.Accepted("0002")
		o.Must(testkit.Clerk, d.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		act(testkit.Clerk, "begin_list", &handover.Begin{Title: "清单", On: "2026-03-02", Cases: []int64{d.ID}})
		act(testkit.Clerk, "propose_list", &suggestion.Nothing{})
		look("another proposed", "head propose_list, second propose_list", "head approve_list, second approve_list")
		act(colleague, "drop_list", &suggestion.Nothing{})
		look("dropped by a colleague", "clerk drop_list", "")
	})
}

// A session's suggestions are approved together, and their list tells whoever approves it; those between sessions come one by one. All wait on the workbench.
func TestWhoIsToldOfProposedUnits(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		for i, c := range []struct {
			says string
			on   calendar.Day
			told int
		}{
			{"handed in at the session", "2026-01-14", 0},
			{"handed in between sessions", "2026-02-10", 1},
		} {
			id := int64(0)
			for _, r := range [][2]string{
				{"start_draft", `{"deputy":101,"entered_how":"oral",` + testkit.Text[1:]},
				{"submit", `{}`},
				{"start_review", `{}`},
				{"accept", `{"number":"000` + strconv.Itoa(i+1) + `","category":5}`},
				{"propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`},
			} {
				got, err := o.With(testkit.Clerk, id, desk.Request{Do: flow.Action(r[0]), On: c.on, Why: "补录"}, r[1])
				if err != nil {
					t.Fatalf("%s: %s: %v", c.says, r[0], err)
				}
				id = got.Case.ID
			}
			err := s.View(t.Context(), func(tx *store.Tx) error {
				a := o.Actors[testkit.Head]
				list, err := tx.Notices(t.Context(), access.Of(a), dossier.ScopeOf(a), store.ManyNotices)
				if err != nil {
					return err
				}
				list = slices.DeleteFunc(list, func(n store.Notice) bool { return n.Case != id || n.Key != "to_approve" })
				waits, err := tx.Tasks(t.Context(), access.Of(a), []int64{id}, []string{access.DoHandOver})
				if len(list) != c.told || len(waits[id]) != 1 {
					t.Errorf("%s: told %d times, want %d; waits: %v", c.says, len(list), c.told, waits)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

// The list of a meeting bears the day planned for it, whether it is prepared before or entered afterwards; once that meeting's list was handed over, a
// further one is of another day.
func TestTheDayOfANewList(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		const today calendar.Day = "2026-03-02"
		plan := func(on calendar.Day) {
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				return tx.SaveSession(t.Context(), org.Session{ID: 21, Congress: 1, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16", Handover: on})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		handOver := func() {
			c := o.Accepted("0001")
			o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			id := int64(0)
			for _, r := range []desk.ListRequest{
				{Do: "begin_list", Cmd: &handover.Begin{Title: "清单", On: today, Meeting: true, Cases: []int64{c.ID}}},
				{Do: "propose_list", Cmd: &suggestion.Nothing{}},
				{Do: "approve_list", Cmd: &handover.Approve{}},
			} {
				post := int64(testkit.Clerk)
				if r.Do == "approve_list" {
					post = testkit.Head
				}
				got, err := o.Handover(t.Context(), o.Actors[post], id, r)
				if err != nil {
					t.Fatalf("%s: %v", r.Do, err)
				}
				id = got.List.ID
			}
		}
		for _, c := range []struct {
			says    string
			planned calendar.Day
			before  func()
			meeting bool
			want    calendar.Day
		}{
			{"no meeting is planned", "", nil, true, today},
			{"the meeting is to come", "2026-03-10", nil, true, "2026-03-10"},
			{"the meeting was held and is entered afterwards", "2026-02-20", nil, true, "2026-02-20"},
			{"between sessions", "2026-02-20", nil, false, today},
			{"the meeting's list was handed over", "2026-02-20", handOver, true, today},
			{"one was handed over, and the meeting is still to come", "2026-03-10", nil, true, "2026-03-10"},
		} {
			plan(c.planned)
			if c.before != nil {
				c.before()
			}
			if on, err := o.ListDay(t.Context(), o.Actors[testkit.Clerk], c.meeting); err != nil || on != c.want {
				t.Errorf("%s: %s, %v; want %s", c.says, on, err, c.want)
			}
		}
	})
}

// A case stands on one list in preparation, also when the next session has opened meanwhile.
func TestACaseStandsOnOneListAcrossSessions(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := o.Accepted("0001")
		o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		begin := func(title string) (*handover.List, error) {
			got, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: title, On: "2026-03-02", Cases: []int64{c.ID}}})
			return got.List, err
		}
		old, err := begin("上次会议清单")
		if err != nil {
			t.Fatal(err)
		}
		err = s.Do(t.Context(), func(tx *store.Tx) error {
			return tx.SaveSession(t.Context(), org.Session{ID: 31, Congress: 1, Term: 5, Number: 5, Year: 2026, Opens: "2026-03-10", Closes: "2026-03-12"})
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(10 * 24 * time.Hour)
		_, err = begin("本次会议清单")
		if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Key != "field.case_listed" {
			t.Errorf("a case that stands on a list of the session before: %v", err)
		}
		if _, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], old.ID, desk.ListRequest{Do: "drop_list", Cmd: &suggestion.Nothing{}}); err != nil {
			t.Fatal(err)
		}
		if now, err := begin("本次会议清单"); err != nil || now.Session != 31 {
			t.Errorf("the list of the present session: %+v %v", now, err)
		}
	})
}

// What is approved is what was sent: units that were proposed anew since have to be sent again.
func TestAListIsApprovedAsItWasSent(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c, other := o.Accepted("0001"), o.Accepted("0002")
		for _, k := range []int64{c.ID, other.ID} {
			o.Must(testkit.Clerk, k, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		}
		act := func(id, post int64, do flow.Action, cmd any) (*handover.List, error) {
			got, err := o.Handover(t.Context(), o.Actors[post], id, desk.ListRequest{Do: do, Cmd: cmd})
			return got.List, err
		}
		l, err := act(0, testkit.Clerk, "begin_list", &handover.Begin{Title: "清单", On: "2026-03-02", Cases: []int64{c.ID, other.ID}})
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			says    string
			post    int64
			do      flow.Action
			cmd     any
			anew    bool // the units of the first case are proposed anew before
			refused string
		}{
			{"units changed while the list is prepared", testkit.Clerk, "propose_list", &suggestion.Nothing{}, true, ""},
			{"units changed after it was sent", testkit.Head, "approve_list", &handover.Approve{}, true, "field.case_proposed_anew"},
			{"taken back", testkit.Clerk, "recall_list", &suggestion.Nothing{}, false, ""},
			{"and sent again", testkit.Clerk, "propose_list", &suggestion.Nothing{}, false, ""},
			{"it is approved", testkit.Head, "approve_list", &handover.Approve{}, false, ""},
		} {
			clock.Advance(time.Minute)
			if step.anew {
				o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
				clock.Advance(time.Minute)
			}
			_, err := act(l.ID, step.post, step.do, step.cmd)
			if step.refused == "" {
				if err != nil {
					t.Fatalf("%s: %v", step.says, err)
				}
				continue
			}
			if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "cases.0" || f.Fields[0].Key != step.refused {
				t.Errorf("%s: %v", step.says, err)
			}
			if k := o.Read(other.ID); k.State != suggestion.Pending {
				t.Errorf("%s: half of it was handed over", step.says)
			}
			err = s.View(t.Context(), func(tx *store.Tx) error {
				now, err := tx.Handover(t.Context(), l.ID)
				if err != nil {
					return err
				}
				lines, err := tx.HandoverLines(t.Context(), access.Of(o.Actors[testkit.Head]), now)
				if len(lines) != 2 || !lines[0].Changed || lines[1].Changed {
					t.Errorf("%s: marked %+v", step.says, lines)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func TestAnApprovedListHandsEveryCaseOverAndItsLogReplays(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		var ids []int64
		for _, n := range []string{"0001", "0002", "0003"} {
			c := o.Accepted(n)
			o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			ids = append(ids, c.ID)
		}
		got, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "交办清单", On: "2026-03-02", Meeting: true, Cases: ids}})
		if err != nil {
			t.Fatal(err)
		}
		l := got.List
		for _, r := range []struct {
			post int64
			req  desk.ListRequest
		}{
			{testkit.Clerk, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}},
			{testkit.Head, desk.ListRequest{Do: "approve_list", Cmd: &handover.Approve{}}},
			{testkit.Clerk, desk.ListRequest{Do: "record_meeting", Cmd: &handover.Record{Attendance: "各承办单位", Minutes: "部署办理工作"}}},
		} {
			if _, err := o.Handover(t.Context(), o.Actors[r.post], l.ID, r.req); err != nil {
				t.Fatalf("%s: %v", r.req.Do, err)
			}
		}
		for _, id := range ids {
			if c := o.Read(id); c.State != suggestion.Assigned || !c.AtMeeting {
				t.Errorf("case %d: %s at meeting %v", id, c.State, c.AtMeeting)
			}
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			log, err := tx.EventsOf(t.Context(), handover.Kind, l.ID)
			if err != nil {
				return err
			}
			back, err := handover.Replay(l.ID, log)
			if err != nil {
				return err
			}
			now, err := tx.Handover(t.Context(), l.ID)
			x, _ := json.Marshal(back)
			y, _ := json.Marshal(now)
			if string(x) != string(y) {
				t.Errorf("replay differs:\n%s\n%s", x, y)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// A list is read without opening its cases: it names the units that have them, or are proposed while nobody has, to whoever may see them.
func TestAListNamesTheUnitsOfItsCases(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		bare, proposed, given := o.Accepted("0001"), o.Accepted("0002"), o.Accepted("0003")
		lead := `{"shares":[{"unit":14,"role":"lead"},{"unit":13,"role":"co"}]}`
		o.Must(testkit.Clerk, proposed.ID, 0, "propose_units", lead)
		o.Must(testkit.Clerk, given.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		given = o.Must(testkit.Head, given.ID, 0, "assign", `{}`)
		given = o.Must(testkit.Health, given.ID, given.Assignments[0].No, "object", `{"reason":"不属本单位","proposes":14}`)
		o.Must(testkit.Clerk, given.ID, given.Objections[0].No, "grant_objection", `{"unit":14,"decision":"改办"}`)
		units := func(post int64) (out map[int64][]suggestion.Share) {
			err := s.View(t.Context(), func(tx *store.Tx) (err error) {
				out, err = tx.HandoverUnits(t.Context(), access.Of(o.Actors[post]), []int64{bare.ID, proposed.ID, given.ID, 999})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		want := map[int64][]suggestion.Share{
			proposed.ID: {{Unit: 14, Role: suggestion.LeadRole}, {Unit: 13, Role: suggestion.Co}},
			given.ID:    {{Unit: 14, Role: suggestion.Sole}},
		}
		if got := units(testkit.Clerk); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v", got)
		}
		if got := units(testkit.Foreign); len(got) != 0 {
			t.Errorf("another congress is told %+v", got)
		}
		o.Must(testkit.Head, proposed.ID, 0, "assign", `{}`)
		if got := units(testkit.Clerk); !reflect.DeepEqual(got, want) {
			t.Errorf("when handed over: %+v", got)
		}
	})
}

// The meeting of a year that came in as a workbook is recorded with its minutes; what was handed over then stays as it is.
func TestTheMeetingOfAnImportedYearIsRecorded(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		var met []int64
		for number, at := range map[string]string{"0001": "true", "0002": "true", "0003": "false"} {
			c := o.Must(testkit.Clerk, 0, 0, "record_history", `{"number":"`+number+`","kind":"single","text":{"title":"关于某事的建议","situation":"","analysis":"","requests":null},
				"shares":[{"unit":13,"role":"sole","class":"A"}],"session":21,"at_meeting":`+at+`}`)
			if c.AtMeeting {
				met = append(met, c.ID)
			}
		}
		slices.Sort(met)
		list := func(meeting bool) *handover.List {
			got, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "交办会清单", On: "2026-02-10", Meeting: meeting}})
			if err != nil {
				t.Fatal(err)
			}
			return got.List
		}
		if l := list(false); len(l.Cases) > 0 {
			t.Errorf("a list between the sessions holds %v", l.Cases)
		}
		l := list(true)
		if !slices.Equal(l.Cases, met) {
			t.Fatalf("the list holds %v, handed over at the meeting were %v", l.Cases, met)
		}
		if again := list(true); len(again.Cases) > 0 {
			t.Errorf("recorded a second time: %v", again.Cases)
		}
		before := o.Read(met[0])
		for _, r := range []struct {
			post int64
			req  desk.ListRequest
		}{
			{testkit.Clerk, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}},
			{testkit.Head, desk.ListRequest{Do: "approve_list", Cmd: &handover.Approve{}}},
			{testkit.Clerk, desk.ListRequest{Do: "record_meeting", Cmd: &handover.Record{Attendance: "各承办单位", Minutes: "部署办理工作"}}},
		} {
			got, err := o.Handover(t.Context(), o.Actors[r.post], l.ID, r.req)
			if err != nil {
				t.Fatalf("%s: %v", r.req.Do, err)
			}
			l = got.List
		}
		if after := o.Read(met[0]); l.State != handover.Held || after.Seq != before.Seq || after.State != before.State {
			t.Errorf("the list is %s, the case %s at %d, was at %d", l.State, after.State, after.Seq, before.Seq)
		}
		change := &handover.Change{Title: "清单", On: "2026-02-10", Cases: met}
		r, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], list(false).ID, desk.ListRequest{Do: "change_list", Cmd: change})
		if testkit.Kind(err) != fault.Invalid {
			t.Errorf("handed over again without a meeting: %+v %v", r, err)
		}
	})
}

// A meeting's list hands over as of the meeting, whenever it was entered, and not before; between sessions suggestions are handed over when the list is approved.
func TestAListHandsOverAsOfItsDay(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		const today calendar.Day = "2026-03-02"
		on := today.AddDays(-5)
		ready := func(number string) int64 {
			id := int64(0)
			for _, r := range [][2]string{
				{"start_draft", `{"deputy":101,"entered_how":"oral",` + testkit.Text[1:]},
				{"submit", `{}`},
				{"start_review", `{}`},
				{"accept", `{"number":"` + number + `","category":5}`},
				{"propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`},
			} {
				got, err := o.With(testkit.Clerk, id, desk.Request{Do: flow.Action(r[0]), On: on, Why: "补录"}, r[1])
				if err != nil {
					t.Fatalf("%s: %v", r[0], err)
				}
				id = got.Case.ID
			}
			return id
		}
		approved := func(b handover.Begin) (*handover.List, error) {
			got, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &b})
			if err != nil {
				t.Fatal(err)
			}
			if _, err = o.Handover(t.Context(), o.Actors[testkit.Clerk], got.List.ID, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}); err != nil {
				return nil, err
			}
			got, err = o.Handover(t.Context(), o.Actors[testkit.Head], got.List.ID, desk.ListRequest{Do: "approve_list", Cmd: &handover.Approve{}})
			return got.List, err
		}
		for i, c := range []struct {
			says    string
			list    handover.Begin
			handed  calendar.Day // empty: refused
			refused string
		}{
			{"a meeting three days ago", handover.Begin{Title: "交办会清单", On: today.AddDays(-3), Meeting: true}, today.AddDays(-3), ""},
			{"a meeting today", handover.Begin{Title: "交办会清单", On: today, Meeting: true}, today, ""},
			{"a meeting tomorrow", handover.Begin{Title: "交办会清单", On: today.AddDays(1), Meeting: true}, "", "guard.list_meeting_came"},
			{"a meeting before the suggestion was ready", handover.Begin{Title: "交办会清单", On: today.AddDays(-6), Meeting: true}, "", "fault.check_fields"},
			{"between sessions, planned for earlier", handover.Begin{Title: "闭会清单", On: today.AddDays(-3)}, today, ""},
			{"between sessions, planned for later", handover.Begin{Title: "闭会清单", On: today.AddDays(3)}, today, ""},
		} {
			id := ready("000" + string(rune('1'+i)))
			c.list.Cases = []int64{id}
			l, err := approved(c.list)
			k := o.Read(id)
			if c.handed == "" {
				if f, ok := fault.As(err); !ok || f.Key != c.refused || k.State != suggestion.Pending {
					t.Errorf("%s: %v, %s", c.says, err, k.State)
				}
				continue
			}
			if err != nil || l.On != c.handed || k.AssignedOn != c.handed || k.State != suggestion.Assigned {
				t.Errorf("%s: %v, list %v, case %s on %s; want %s", c.says, err, l, k.State, k.AssignedOn, c.handed)
			}
		}
	})
}
