package supervise_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/supervise"
	"huiyin/internal/supervision"
	"huiyin/internal/testkit"
)

func TestPromisesOfAnInquiryGoIntoTheLedger(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		c := h.Handled("0001")
		ids := map[string]int64{"case": c.ID}
		plan := `{"title":"建议办理专题询问","meeting":"第十次会议","on":"2026-02-10","units":[13,14],"deputies":[101],"cases":[$case]}`
		q := h.play("inquiry", ids, []step{
			{"a unit holds no inquiry", testkit.Health, "plan_inquiry", 0, plan, "forbidden"},
			{"nobody to ask", testkit.Clerk, "plan_inquiry", 0, `{"title":"询问","meeting":"会议","on":"2026-02-10"}`, "[units]"},
			{"a department twice", testkit.Clerk, "plan_inquiry", 0, `{"title":"询问","meeting":"会议","on":"2026-02-10","units":[13,14,13]}`, "[units.2]"},
			{"planned", testkit.Head, "plan_inquiry", 0, plan, ""},
			{"the planner does not call it", testkit.Head, "call_inquiry", 0, `{}`, "invalid"},
			{"planned by the clerk", testkit.Clerk, "change_inquiry", 0, plan, ""},
			{"departments do not see a plan", testkit.Health, "ask_question", 0, `{"asked_by":"某","unit":13,"question":"何时完成"}`, "not_found"},
			{"called", testkit.Head, "call_inquiry", 0, `{}`, ""},
			{"an invited deputy asks", testkit.Deputy, "ask_question", 0, `{"asked_by":"代表某","unit":13,"case":$case,"question":"设备何时到位？"}`, ""},
			{"another deputy does not see it", testkit.Cosigner, "ask_question", 0, `{"asked_by":"代表某","unit":13,"question":"问"}`, "not_found"},
			{"a department that was not called", testkit.Clerk, "ask_question", 0, `{"asked_by":"委员某","unit":35,"question":"问"}`, "[unit]"},
			{"a member asks", testkit.Clerk, "ask_question", 0, `{"asked_by":"委员某","unit":14,"question":"资金如何安排？"}`, ""},
			{"no answer before the meeting", testkit.Clerk, "answer_question", 1, `{"answered_by":"主任","answer":"年内到位"}`, "invalid"},
			{"a meeting to come", testkit.Clerk, "hold_inquiry", 0, `{"on":"2099-02-10","present":30}`, "[on]"},
			{"more names than people", testkit.Clerk, "hold_inquiry", 0, `{"on":"2026-02-10","present":1,"members":["甲","乙"]}`, "[present]"},
			{"held", testkit.Clerk, "hold_inquiry", 0, `{"on":"2026-02-10","present":31,"members":["甲","乙"]}`, ""},
			{"a promise dated in the past", testkit.Clerk, "answer_question", 1, `{"answered_by":"主任","answer":"年内到位","pledges":[{"words":"六月底前到位","result":"设备到位","due":"2020-06-30"}]}`, "[pledges.0.due]"},
			{"a promise without a result", testkit.Clerk, "answer_question", 1, `{"answered_by":"主任","answer":"年内到位","pledges":[{"words":"六月底前到位","due":"2030-06-30"}]}`, "[pledges.0.result]"},
			{"answered, with a suggestion that the unit handles", testkit.Clerk, "answer_question", 1, `{"answered_by":"主任","answer":"年内到位","pledges":[{"words":"六月底前到位","result":"设备到位","due":"2030-06-30"}]}`, ""},
			{"not while a question is open", testkit.Clerk, "conclude_inquiry", 0, `{"conclusion":"结束"}`, "invalid"},
			{"answered, without a suggestion", testkit.Clerk, "answer_question", 2, `{"answered_by":"局长","answer":"列入预算","pledges":[{"words":"列入预算","result":"资金下达","due":"2030-03-31"}]}`, ""},
			{"not while a promise is open", testkit.Clerk, "conclude_inquiry", 0, `{"conclusion":"结束"}`, "invalid"},
		}).(*supervision.Inquiry)
		got := h.Read(c.ID).Commitments
		if len(got) != 1 || got[0].Words != "六月底前到位" || got[0].Due != "2030-06-30" {
			t.Fatalf("the suggestion's ledger: %+v", got)
		}
		if p := q.Pledges; len(p) != 2 || p[0].State != supervision.PledgeInLedger || p[0].Case != c.ID || p[1].State != supervision.PledgeMade || p[1].Case != 0 {
			t.Fatalf("the inquiry's promises: %+v", p)
		}
		own := q.Pledges[1].No
		h.play("inquiry", ids, []step{
			{"another unit does not report", testkit.Health, "report_pledge", own, `{"report":"已下达"}`, "invalid"},
			{"what stands in the suggestion's ledger is followed there", testkit.Health, "report_pledge", q.Pledges[0].No, `{"report":"已到位"}`, "conflict"},
			{"moved to a day that is over", testkit.Clerk, "move_pledge", own, `{"due":"2020-01-01","reason":"调整"}`, "[due]"},
			{"the unit reports", testkit.Finance, "report_pledge", own, `{"report":"已下达"}`, ""},
			{"sent back", testkit.Clerk, "return_pledge", own, `{"reason":"无凭证"}`, ""},
			{"the unit reports again", testkit.Finance, "report_pledge", own, `{"report":"文号附后"}`, ""},
			{"struck off", testkit.Clerk, "keep_pledge", own, `{}`, ""},
			{"concluded", testkit.Clerk, "conclude_inquiry", 0, `{"conclusion":"问题基本解决"}`, ""},
		})
		ids["inquiry"] = h.seen["inquiry"]
		h.play("deliberation", ids, []step{
			{"an inquiry of nowhere", testkit.Clerk, "draft_deliberation", 0, `{"title":"审议意见","meeting":"第十次会议","inquiry":77,"text":"加快办理"}`, "[inquiry]"},
			{"drafted", testkit.Clerk, "draft_deliberation", 0, `{"title":"审议意见","meeting":"第十次会议","inquiry":$inquiry,"text":"加快办理"}`, ""},
			{"the government sees no draft", govDesk, "report_deliberation", 0, `{"report":"已研究"}`, "not_found"},
			{"a day that is over", testkit.Head, "pass_deliberation", 0, `{"number":"1","due":"2020-01-01"}`, "[due]"},
			{"passed on", testkit.Head, "pass_deliberation", 0, `{"number":"1","due":"2030-01-01"}`, ""},
			{"a unit does not answer for the government", testkit.Health, "report_deliberation", 0, `{"report":"已研究"}`, "not_found"},
			{"reported", govDesk, "report_deliberation", 0, `{"report":"已研究"}`, ""},
			{"sent back", testkit.Clerk, "send_back_deliberation", 0, `{"reason":"没有时间表","due":"2030-02-01"}`, ""},
			{"reported again", govDesk, "report_deliberation", 0, `{"report":"时间表附后"}`, ""},
			{"satisfied", testkit.Clerk, "settle_deliberation", 0, `{"heard_at":"第十二次会议"}`, ""},
		})
		h.sound()
	})
}

func TestABulletinTakesItsFiguresFromTheRecord(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.Handled("0001")
		write := func(cut, order string) string {
			return `{"title":"办理情况通报","cut_off":"` + cut + `","text":"现将办理情况通报如下"` + order + `,"standing":[{"unit":14,"handed":9}]}`
		}
		today := day(t, s)
		b := h.play("bulletin", nil, []step{
			{"before the data begin", testkit.Clerk, "draft_bulletin", 0, write("2025-12-31", ""), "[cut_off]"},
			{"a day to come", testkit.Clerk, "draft_bulletin", 0, write("2099-01-01", ""), "[cut_off]"},
			{"no day at all", testkit.Clerk, "draft_bulletin", 0, write("前天", ""), "[cut_off]"},
			{"an order without its day", testkit.Clerk, "draft_bulletin", 0, write(today, `,"order":"限期整改"`), "[fix_by]"},
			{"drafted by the head", testkit.Head, "draft_bulletin", 0, write(today, ""), ""},
			{"whoever drafted it does not issue it", testkit.Head, "issue_bulletin", 0, `{"number":"1"}`, "invalid"},
			{"drafted anew by the clerk", testkit.Clerk, "change_bulletin", 0, write(today, `,"order":"限期整改","fix_by":"2030-01-01"`), ""},
			{"a unit sees no draft", testkit.Health, "report_rectify", 1, `{"report":"已办"}`, "not_found"},
			{"not published before it is issued", testkit.Head, "publish_bulletin", 0, `{}`, "conflict"},
			{"issued", testkit.Head, "issue_bulletin", 0, `{"number":"1"}`, ""},
			{"published", testkit.Head, "publish_bulletin", 0, `{}`, ""},
		}).(*supervision.Bulletin)
		if len(b.Lines) != 1 || b.Lines[0].Unit != testkit.HealthOrg || b.Lines[0].Handed != 1 || b.Totals[0].Rate != 0 || len(b.Rectify) != 0 {
			t.Errorf("figures: %+v %+v %+v", b.Totals, b.Lines, b.Rectify)
		}
		if o := b.Published().(*supervision.Bulletin); !b.Face().Public || o.DraftedBy != 0 || o.IssuedBy != 0 {
			t.Error("what the public reads")
		}
		h.sound()
	})
}

// The figures of a day are those of that day: what was handed over or answered later does not count.
func TestStandingOnADay(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.Handled("0001")
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			for _, q := range []string{
				"UPDATE assignment SET assigned_on = '2026-01-20', replied_on = '2026-02-10', first_on = '2026-02-10', rated_on = '2026-02-20', result = 'satisfied'",
				"UPDATE clock SET due_on = '2026-02-01' WHERE name = 'reply'",
			} {
				if _, err := tx.Exec(t.Context(), q); err != nil {
					return err
				}
			}
			for _, v := range []struct {
				day  string
				want store.Standing
			}{
				{"2026-01-20", store.Standing{Handed: 1}},
				{"2026-02-02", store.Standing{Handed: 1, Overdue: 1}},
				{"2026-02-10", store.Standing{Handed: 1, Answered: 1}},
				{"2026-02-20", store.Standing{Handed: 1, Answered: 1, Rated: 1, Content: 1}},
			} {
				got, err := stats.StandingOn(t.Context(), tx, access.Of(h.Actors[testkit.Clerk]), 21, calendar.Day(v.day))
				if err != nil || got.All != v.want {
					t.Errorf("%s: %+v %v, want %+v", v.day, got.All, err, v.want)
				}
			}
			if _, err := stats.StandingOn(t.Context(), tx, access.Of(h.Actors[testkit.Clerk]), 21, "2026-01-19"); said(err) != "[cut_off]" {
				t.Errorf("before anything was handed over: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestAnAgendaSaysWhoFollowsByWhen(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.play("agenda", nil, []step{
			{"nothing on it", testkit.Clerk, "draft_agenda", 0, `{"title":"主任会议","meeting_body":"chairmen","on":"2026-03-01"}`, "[items]"},
			{"of no meeting", testkit.Clerk, "draft_agenda", 0, `{"title":"会议","meeting_body":"party","on":"2026-03-01","items":[{"item":"报告","reporter":31}]}`, "[meeting_body]"},
			{"drafted", testkit.Clerk, "draft_agenda", 0, `{"title":"主任会议","meeting_body":"chairmen","on":"2026-03-01","items":[{"item":"教科文卫委报告","reporter":31},{"item":"联工委报告","reporter":12}]}`, ""},
			{"fixed", testkit.Head, "fix_agenda", 0, `{}`, ""},
			{"no item before the meeting", testkit.Clerk, "hear_item", 1, `{"heard":"听取报告"}`, "invalid"},
			{"held", testkit.Clerk, "hold_agenda", 0, `{"on":"2026-03-01","present":9}`, ""},
			{"nobody to follow", testkit.Clerk, "follow_item", 1, `{"heard":"听取报告","opinion":"加快","due":"2030-01-01"}`, "[follower]"},
			{"a delegation, where nobody could report", testkit.Clerk, "follow_item", 1, `{"heard":"听取报告","opinion":"加快","follower":11,"due":"2030-01-01"}`, "[follower]"},
			{"a day that is over", testkit.Clerk, "follow_item", 1, `{"heard":"听取报告","opinion":"加快","follower":13,"due":"2020-01-01"}`, "[due]"},
			{"the unit follows", testkit.Clerk, "follow_item", 1, `{"heard":"听取报告","opinion":"加快","follower":13,"due":"2030-01-01"}`, ""},
			{"heard", testkit.Clerk, "hear_item", 2, `{"heard":"听取报告"}`, ""},
			{"not closed yet", testkit.Clerk, "close_agenda", 0, `{}`, "invalid"},
			{"the special committee does not report for the unit", special, "report_item", 1, `{"report":"已办"}`, "invalid"},
			{"the unit reports", testkit.Health, "report_item", 1, `{"report":"已办"}`, ""},
			{"settled", testkit.Clerk, "settle_item", 1, `{}`, ""},
			{"closed", testkit.Clerk, "close_agenda", 0, `{}`, ""},
		})
		h.sound()
	})
}

func TestWhoSupervisesWhat(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.Handled("0001")
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.Exec(t.Context(), "UPDATE suggestion SET first_result = 'not_satisfied'"); err != nil {
				return err
			}
			d, err := supervise.Divide(t.Context(), tx, h.Actors[testkit.Clerk], 21)
			if err != nil {
				return err
			}
			if d.First.N != 1 || len(d.Party) != 0 || len(d.Unmatched) != 0 || len(d.Specials) != 1 || d.Specials[0].Cases.N != 1 || d.Specials[0].Units[0] != testkit.HealthOrg {
				t.Errorf("%+v", d)
			}
			rows, _, total, err := tx.Cases(t.Context(), access.Of(h.Actors[testkit.Clerk]), d.First.Filter)
			if err != nil || total != d.First.N || len(rows) != 1 {
				t.Errorf("the list behind the number: %d %v", total, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func day(t *testing.T, s *store.Store) (today string) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error { today = string(tx.Today()); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return today
}
