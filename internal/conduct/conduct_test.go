package conduct_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/campaign"
	"huiyin/internal/conduct"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	leaderPost = 201
	formerPost = 202
)

// year is the small congress with a leader and a former deputy.
type year struct{ testkit.Office }

func open(t *testing.T, s *store.Store) year {
	t.Helper()
	y := year{testkit.Open(t, s)}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		for _, p := range []org.Post{
			{ID: leaderPost, Congress: 1, Org: testkit.CommitteeOrg, Role: org.CongressLeader, Mandate: org.Active},
			{ID: formerPost, Congress: 1, Org: testkit.DelegationOrg, Role: org.Deputy, Mandate: org.Former},
		} {
			p.Person = 1000 + p.ID
			person := org.Person{ID: p.Person, Name: "某人"}
			if err := tx.InsertPeople(t.Context(), []org.Person{person}); err != nil {
				return err
			}
			if err := tx.InsertPosts(t.Context(), []org.Post{p}); err != nil {
				return err
			}
			y.Actors[p.ID] = org.Actor{Person: person, Post: p}
		}
		return storetest.Unlogged(t.Context(), tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// try carries out an act on a dossier with a JSON body; id 0 begins one.
func (y year) try(post int64, kind string, id int64, part int, do flow.Action, body string) (dossier.Doc, error) {
	y.T.Helper()
	k, _ := docket.Kind(kind)
	cmd, ok := k.NewCommand(do)
	if !ok {
		y.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		y.T.Fatal(err)
	}
	return y.Dossier(y.T.Context(), y.Actors[post], kind, id, desk.DossierRequest{Part: part, Do: do, Cmd: cmd})
}

func (y year) must(post int64, kind string, id int64, part int, do flow.Action, body string) dossier.Doc {
	y.T.Helper()
	d, err := y.try(post, kind, id, part, do, body)
	if err != nil {
		y.T.Fatalf("%s: %v", do, err)
	}
	return d
}

func (y year) clean(n int64) {
	y.T.Helper()
	if r, err := verify.Run(y.T.Context(), y.Store, ""); err != nil || !r.Clean() || r.Dossiers != n {
		y.T.Errorf("verify: %+v %v", r, err)
	}
}

// stages are the stages of a campaign's items, in order.
func (y year) stages(id int64) (out []conduct.Stage) {
	y.T.Helper()
	err := y.Store.View(y.T.Context(), func(tx *store.Tx) error {
		_, d, err := tx.Dossier(y.T.Context(), id)
		if err != nil {
			return err
		}
		list, err := conduct.Progress(y.T.Context(), tx, d.(*campaign.Campaign))
		for _, s := range list {
			out = append(out, s.Stage)
		}
		return err
	})
	if err != nil {
		y.T.Fatal(err)
	}
	return out
}

const four = `"chief":201,"vice":201,"section":104,"handler":103,"from":"2026-03-01","to":"2026-06-30"`

func TestACampaignIsProvedByItsObjectsAlone(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		y := open(t, s)
		c := y.Handled("0001") // handed over at a meeting
		d := y.must(testkit.Clerk, "campaign", 0, 0, "draft_campaign", `{"title":"代表建议办理年活动方案","template":"none","aim":"提质"}`)
		id := d.Top().ID
		item := func(title, what string, want int) string {
			return `{"title":"` + title + `","what":"` + what + `","want":` + strconv.Itoa(want) + `,"from":"2026-03-01","to":"2026-06-30"}`
		}
		for _, v := range []struct {
			who  string
			post int64
			part int
			do   flow.Action
			body string
			want fault.Kind
		}{
			{"a plan without activities", testkit.Clerk, 0, "propose_campaign", `{}`, fault.Invalid},
			{"an unknown proof", testkit.Clerk, 0, "add_item", item("x", "feelings", 1), fault.Invalid},
			{"no number", testkit.Clerk, 0, "add_item", item("x", "press_effect", 0), fault.Invalid},
			{"an end before the beginning", testkit.Clerk, 0, "add_item", `{"title":"x","what":"press_effect","want":1,"from":"2026-06-01","to":"2026-03-01"}`, fault.Invalid},
			{"a day that is none", testkit.Clerk, 0, "add_item", `{"title":"x","what":"press_effect","want":1,"from":"2026-02-30","to":"2026-03-01"}`, fault.Invalid},
			{"a unit adds none", testkit.Health, 0, "add_item", item("x", "press_effect", 1), fault.NotFound},
			{"coverage", testkit.Clerk, 0, "add_item", item("活动报道", "press_effect", 1), ""},
			{"questioning", testkit.Clerk, 0, "add_item", item("专题询问", "award_units", 2), ""},
			{"one too many", testkit.Clerk, 0, "add_item", item("多余", "press_effect", 1), ""},
			{"it is dropped", testkit.Clerk, 3, "drop_item", `{"reason":"重复"}`, ""},
			{"nobody answers yet", testkit.Clerk, 0, "propose_campaign", `{}`, fault.Invalid},
			{"a deputy is no leader", testkit.Clerk, 1, "assign_item", `{"chief":101,"vice":201,"section":104,"handler":103,"from":"2026-03-01","to":"2026-06-30"}`, fault.Invalid},
			{"the leader does it himself", testkit.Clerk, 1, "assign_item", `{"chief":201,"vice":201,"section":104,"handler":201,"from":"2026-03-01","to":"2026-06-30"}`, fault.Invalid},
			{"four levels", testkit.Clerk, 1, "assign_item", `{` + four + `}`, ""},
			{"four levels again", testkit.Clerk, 2, "assign_item", `{` + four + `}`, ""},
			{"not before it is adopted", testkit.Clerk, 1, "finish_item", `{}`, fault.Invalid},
			{"two heads", testkit.Clerk, 0, "set_team", `{"team":[{"member":103,"team_role":"head","duty":"a"},{"member":104,"team_role":"head","duty":"b"}]}`, fault.Invalid},
			{"one twice", testkit.Clerk, 0, "set_team", `{"team":[{"member":103,"team_role":"head","duty":"a"},{"member":103,"team_role":"member","duty":"b"}]}`, fault.Invalid},
			{"the team", testkit.Clerk, 0, "set_team", `{"team":[{"member":104,"team_role":"head","duty":"统筹"},{"member":103,"team_role":"liaison","duty":"联络"}]}`, ""},
			{"a meeting to come", testkit.Clerk, 0, "hold_team_meeting", `{"on":"2026-09-01","title":"会","text":"议"}`, fault.Invalid},
			{"a meeting", testkit.Clerk, 0, "hold_team_meeting", `{"on":"2026-03-01","title":"第一次专班会议","text":"明确分工"}`, ""},
			{"submitted by the head", testkit.Head, 0, "propose_campaign", `{}`, ""},
			{"not adopted by the same person", testkit.Head, 0, "adopt_campaign", `{}`, fault.Invalid},
			{"sent back", testkit.Head, 0, "return_campaign", `{"reason":"再核"}`, ""},
			{"submitted", testkit.Clerk, 0, "propose_campaign", `{}`, ""},
			{"a clerk does not adopt", testkit.Clerk, 0, "adopt_campaign", `{}`, fault.Forbidden},
			{"adopted", testkit.Head, 0, "adopt_campaign", `{}`, ""},
			{"nothing proves it", testkit.Clerk, 1, "finish_item", `{"note":"已经完成","found":{"1":[{"what":"press_effect","n":9}]}}`, fault.Invalid},
			{"an adopted plan loses nothing", testkit.Clerk, 2, "drop_item", `{"reason":"x"}`, fault.Invalid},
		} {
			if _, err := y.try(v.post, "campaign", id, v.part, v.do, v.body); testkit.Kind(err) != v.want || v.want == "" && err != nil {
				t.Fatalf("%s: %v", v.who, err)
			}
		}
		if got := y.stages(id); len(got) != 2 || got[0] != conduct.None || got[1] != conduct.None {
			t.Errorf("before there is anything: %v", got)
		}
		p := y.must(testkit.Clerk, "press", 0, 0, "enter_press", `{"title":"卫生院新楼启用","medium":"邵衡日报","on":"2026-03-01","coverage":"effect","cases":[`+itoa(c.ID)+`]}`)
		if got := y.stages(id); got[0] != conduct.Whole {
			t.Errorf("with coverage: %v", got)
		}
		y.must(testkit.Clerk, "press", p.Top().ID, 0, "withdraw_press", `{"reason":"重复登记"}`)
		if got := y.stages(id); got[0] != conduct.None {
			t.Errorf("withdrawn coverage proves nothing: %v", got)
		}
		y.must(testkit.Clerk, "press", 0, 0, "enter_press", `{"title":"卫生院新楼启用","medium":"邵衡日报","on":"2026-03-01","coverage":"effect","cases":[`+itoa(c.ID)+`]}`)
		done := y.must(testkit.Clerk, "campaign", id, 1, "finish_item", `{"note":"见报"}`).(*campaign.Campaign)
		if i, _ := done.Item(1); len(i.Found) != 1 || i.Found[0].N != 1 {
			t.Errorf("what was found is not kept: %+v", i.Found)
		}
		if _, err := y.try(testkit.Clerk, "campaign", id, 0, "close_campaign", `{"summary":"x"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("closed with an open activity: %v", err)
		}
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			return registry.Enter(t.Context(), tx, org.Actor{}, roster.Rows{Honours: []org.Honour{{ID: 901, Congress: 1, Session: 21, Kind: "unit", Org: 13}, {ID: 902, Congress: 1, Session: 21, Kind: "unit", Org: 14}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		y.must(testkit.Clerk, "campaign", id, 2, "finish_item", `{}`)
		y.must(testkit.Clerk, "campaign", id, 2, "reopen_item", `{"reason":"名单有变"}`)
		y.must(testkit.Clerk, "campaign", id, 2, "finish_item", `{}`)
		y.must(testkit.Clerk, "campaign", id, 0, "close_campaign", `{"summary":"完成"}`)
		y.clean(3)
	})
}

func TestTheTenOnesCountWhatIsThere(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		y := open(t, s)
		c := y.Handled("0001")
		d := y.must(testkit.Clerk, "campaign", 0, 0, "draft_campaign", `{"title":"十个一","template":"hengyang"}`).(*campaign.Campaign)
		if len(d.Items) != 10 || d.Items[0].From != "2026-01-10" || d.Aim == "" {
			t.Fatalf("%d items, %+v", len(d.Items), d.Items[0])
		}
		guests := `[{"guest_name":"甲","guest_level":"national"},{"guest_name":"乙","guest_level":"provincial"}]`
		v := y.must(testkit.Clerk, "inspection", 0, 0, "plan_inspection", `{"title":"代表视察","on":"2026-03-02","place":"市中心医院","cases":[`+itoa(c.ID)+`],"guests":`+guests+`}`)
		if _, err := y.try(testkit.Clerk, "inspection", v.Top().ID, 0, "hold_inspection", `{"on":"2026-12-01","deputies":[101],"findings":"x"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("an inspection to come: %v", err)
		}
		if _, err := y.try(testkit.Clerk, "inspection", v.Top().ID, 0, "hold_inspection", `{"on":"2026-03-01","findings":"x"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("an inspection by nobody: %v", err)
		}
		held := y.must(testkit.Clerk, "inspection", v.Top().ID, 0, "hold_inspection", `{"on":"2026-03-01","deputies":[101],"guests":`+guests+`,"findings":"已开工"}`).(*campaign.Inspection)
		if len(held.Levels) != 3 {
			t.Errorf("levels %v", held.Levels)
		}
		got := y.stages(d.ID)
		if got[8] != conduct.Whole || got[9] != conduct.None {
			t.Errorf("stages %v", got)
		}
		for i, kind := range map[int]string{3: "lookback", 4: "round", 5: "inquiry", 6: "agenda"} {
			if _, known := docket.Kind(kind); !known && got[i] != conduct.Off {
				t.Errorf("%s does not exist and item %d is %s", kind, i+1, got[i])
			}
		}
		y.clean(2)
	})
}

func TestPushesReachDeputiesAndMinutesAreTheServers(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		y := open(t, s)
		text := `{"title":"怎样提出高质量建议","push_sort":"must_know","push_ways":["site","account"],"body":"一事一议，有情况、有分析、有建议。"}`
		if _, err := y.try(testkit.Deputy, "push", 0, 0, "draft_push", text); testkit.Kind(err) != fault.Forbidden {
			t.Errorf("a deputy writes a push: %v", err)
		}
		id := y.must(testkit.Clerk, "push", 0, 0, "draft_push", text).Top().ID
		deputy := y.Actors[testkit.Deputy]
		if _, err := y.OpenDossier(t.Context(), deputy, id); testkit.Kind(err) != fault.NotFound {
			t.Errorf("a deputy sees a draft: %v", err)
		}
		if _, err := y.try(testkit.Clerk, "push", id, 0, "send_push", `{}`); testkit.Kind(err) != fault.Forbidden {
			t.Errorf("a clerk sends: %v", err)
		}
		sent := y.must(testkit.Head, "push", id, 0, "send_push", `{}`).(*campaign.Push)
		if sent.Notified != 2 {
			t.Errorf("%d reached, there are two sitting deputies", sent.Notified)
		}
		if _, err := y.OpenDossier(t.Context(), deputy, id); err != nil {
			t.Error(err)
		}
		if _, err := y.OpenDossier(t.Context(), y.Actors[formerPost], id); testkit.Kind(err) != fault.NotFound {
			t.Errorf("a former deputy: %v", err)
		}
		for _, post := range []int64{formerPost, testkit.Clerk, testkit.Foreign} {
			if err := conduct.Begin(t.Context(), y.Desk, y.Actors[post], id); testkit.Kind(err) != fault.NotFound {
				t.Errorf("post %d reads what was not sent to it: %v", post, err)
			}
		}
		if err := conduct.Begin(t.Context(), y.Desk, deputy, id); err != nil {
			t.Fatal(err)
		}
		clock.Advance(7*time.Minute + 40*time.Second)
		if err := conduct.Begin(t.Context(), y.Desk, deputy, id); err != nil { // pressed again: the reading goes on
			t.Fatal(err)
		}
		r, err := conduct.End(t.Context(), y.Desk, deputy, id)
		if err != nil || r.Minutes != 7 || r.ReadOn == "" || r.BegunAt != 0 {
			t.Errorf("%+v %v", r, err)
		}
		if r, err = conduct.End(t.Context(), y.Desk, deputy, id); err != nil || r.Minutes != 7 {
			t.Errorf("ended twice: %+v %v", r, err)
		}
		if err := conduct.Begin(t.Context(), y.Desk, deputy, id); err != nil {
			t.Fatal(err)
		}
		clock.Advance(9 * time.Hour)
		if r, err = conduct.End(t.Context(), y.Desk, deputy, id); err != nil || r.Minutes != 67 {
			t.Errorf("a page left open all night: %+v %v", r, err)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			for post, want := range map[int64]int{testkit.Deputy: 0, testkit.Cosigner: 1} {
				if n, err := tx.CountUnread(t.Context(), post); err != nil || n != want {
					t.Errorf("post %d has %d unread, %v", post, n, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		told := func(when string, want int) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				list, err := tx.Notices(t.Context(), access.Of(deputy), dossier.ScopeOf(deputy), 10)
				if err != nil {
					return err
				}
				if n, err := tx.UnseenNotices(t.Context(), access.Of(deputy), dossier.ScopeOf(deputy), testkit.Deputy, store.ManyNotices); err != nil || n != want || len(list) != want {
					t.Errorf("%s %d notices, %d not yet seen: %v", when, len(list), n, err)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		told("sent", 1)
		y.must(testkit.Clerk, "push", id, 0, "note_account", `{"on":"2026-03-01","account_name":"邵衡人大","account_title":"怎样提建议","link":"https://example.org/a","reads":120}`)
		if _, err := y.try(testkit.Clerk, "push", id, 0, "note_account", `{"on":"2026-03-01","account_name":"邵衡人大","account_title":"x","link":"javascript:alert(1)"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("a link that is none: %v", err)
		}
		y.must(testkit.Clerk, "push", id, 0, "withdraw_push", `{"reason":"有误"}`)
		if err := conduct.Begin(t.Context(), y.Desk, y.Actors[testkit.Cosigner], id); testkit.Kind(err) != fault.NotFound {
			t.Errorf("withdrawn and still read: %v", err)
		}
		told("withdrawn", 0)
		y.clean(1)
	})
}

func TestTrainingsTakeAttendanceOfThoseInvited(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		y := open(t, s)
		id := y.must(testkit.Clerk, "training", 0, 0, "draft_training", `{"title":"专题培训","training_sort":"special","training_way":"offline","aim":"提好建议","deputies":[101]}`).Top().ID
		y.must(testkit.Clerk, "training", id, 0, "add_lesson", `{"on":"2026-03-02","title":"怎样写建议"}`)
		for _, v := range []struct {
			who  string
			part int
			do   flow.Action
			body string
			want fault.Kind
		}{
			{"before it is announced", 1, "hold_lesson", `{"on":"2026-03-01","present_count":1}`, fault.Invalid},
			{"announced", 0, "publish_training", `{}`, ""},
			{"still to come", 1, "hold_lesson", `{"on":"2026-12-01","present_count":1}`, fault.Invalid},
			{"nobody counted", 1, "hold_lesson", `{"on":"2026-03-01"}`, fault.Invalid},
			{"somebody not invited", 1, "hold_lesson", `{"on":"2026-03-01","present":[102],"present_count":1}`, fault.Invalid},
			{"more than invited", 1, "hold_lesson", `{"on":"2026-03-01","present":[101],"present_count":2,"invited":[101,102]}`, fault.Invalid},
			{"not closed with a session open", 0, "close_training", `{"text":"x"}`, fault.Invalid},
			{"held", 1, "hold_lesson", `{"on":"2026-03-01","present":[101],"present_count":1}`, ""},
			{"closed", 0, "close_training", `{"text":"效果好"}`, ""},
		} {
			if _, err := y.try(testkit.Clerk, "training", id, v.part, v.do, v.body); testkit.Kind(err) != v.want || v.want == "" && err != nil {
				t.Fatalf("%s: %v", v.who, err)
			}
		}
		if _, err := y.OpenDossier(t.Context(), y.Actors[testkit.Cosigner], id); testkit.Kind(err) != fault.NotFound {
			t.Errorf("a deputy who is not meant: %v", err)
		}
		empty := y.must(testkit.Clerk, "training", 0, 0, "draft_training", `{"title":"无人","training_sort":"duty","training_way":"online","aim":"x","groups":[13]}`).Top().ID
		if _, err := y.try(testkit.Clerk, "training", empty, 0, "publish_training", `{}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("a training for nobody: %v", err)
		}
		y.clean(2)
	})
}

func TestATopicBeginsTheDeputysOwnDraft(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		y := open(t, s)
		id := y.must(testkit.Clerk, "topiclib", 0, 0, "draft_topic", `{"title":"关于乡镇卫生院能力建设","background":"现状","angle":"人才、设备","units":[13],"until":"2026-03-02"}`).Top().ID
		if _, err := y.try(testkit.Deputy, "topiclib", id, 0, "take_topic", `{}`); testkit.Kind(err) != fault.NotFound {
			t.Errorf("taken before it was offered: %v", err)
		}
		y.must(testkit.Clerk, "topiclib", id, 0, "offer_topiclib", `{}`)
		topic := y.must(testkit.Deputy, "topiclib", id, 0, "take_topic", `{}`).(*campaign.Topic)
		if len(topic.Taken) != 1 {
			t.Errorf("%+v", topic.Taken)
		}
		if _, err := y.try(testkit.Deputy, "topiclib", id, 0, "take_topic", `{}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("taken twice: %v", err)
		}
		if _, err := y.try(testkit.Health, "topiclib", id, 0, "take_topic", `{}`); testkit.Kind(err) != fault.NotFound {
			t.Errorf("taken by a unit: %v", err)
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for post, want := range map[int64]int{testkit.Deputy: 1, testkit.Cosigner: 0, testkit.Clerk: 0} {
				rows, _, _, err := tx.Cases(t.Context(), access.Of(y.Actors[post]), suggestion.Filter{Session: 21})
				if err != nil {
					return err
				}
				if len(rows) != want || want == 1 && rows[0].Title != "关于乡镇卫生院能力建设" {
					t.Errorf("post %d sees %+v", post, rows)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		y.clean(1)
	})
}

func TestMaterialAndPeriodicalsAreCountedAgainstThoseMeant(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		y := open(t, s)
		if _, err := y.try(testkit.Clerk, "briefing", 0, 0, "plan_briefing", `{"title":"听取汇报","briefing_sort":"hearing","on":"2026-03-02","body":"x"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("a hearing of nobody: %v", err)
		}
		id := y.must(testkit.Clerk, "briefing", 0, 0, "plan_briefing", `{"title":"会前资料","briefing_sort":"material","on":"2026-03-02","body":"报告汇编","deputies":[101]}`).Top().ID
		if _, err := y.try(testkit.Clerk, "briefing", id, 0, "send_material", `{}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("nothing to send: %v", err)
		}
		file := `{"files":[{"hash":"` + hash + `","name":"汇编.pdf","mime":"application/pdf","size":9}]}`
		if d := y.must(testkit.Clerk, "briefing", id, 0, "send_material", file).(*campaign.Briefing); d.Notified != 1 {
			t.Errorf("%+v", d)
		}
		if _, err := y.try(testkit.Clerk, "briefing", id, 0, "note_received", `{"received":[102]}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("received by somebody else: %v", err)
		}
		y.must(testkit.Clerk, "briefing", id, 0, "note_received", `{"received":[101]}`)
		y.must(testkit.Clerk, "briefing", id, 0, "hold_briefing", `{"on":"2026-03-01","present":[101],"minutes":"已讲解"}`)

		if _, err := y.try(testkit.Clerk, "periodical", 0, 0, "order_periodical", `{"title":"人民代表报","from":"2026-04-01","to":"2026-12-31","copies":1}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("one copy for two deputies: %v", err)
		}
		p := y.must(testkit.Clerk, "periodical", 0, 0, "order_periodical", `{"title":"人民代表报","from":"2026-04-01","to":"2026-12-31","copies":2}`).Top().ID
		y.must(testkit.Clerk, "periodical", p, 0, "deliver_periodical", `{"on":"2026-03-01","missing":[102]}`)
		if _, err := y.try(testkit.Clerk, "periodical", p, 0, "supply_missing", `{"supplied":[101]}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("supplied to somebody who has it: %v", err)
		}
		y.must(testkit.Clerk, "periodical", p, 0, "supply_missing", `{"supplied":[102]}`)
		if _, err := y.try(testkit.Clerk, "periodical", p, 0, "supply_missing", `{"supplied":[102]}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("supplied twice: %v", err)
		}
		y.clean(2)
	})
}

const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
