package supervise_test

import (
	"testing"
	"time"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/supervise"
	"huiyin/internal/supervision"
	"huiyin/internal/testkit"
)

func TestADelegationsSuggestionEntersWithoutNomination(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.Handled("0001") // of one deputy: enters nothing
		c := h.delegated("0002")
		var keys []*supervision.Key
		if err := s.View(t.Context(), func(tx *store.Tx) (err error) {
			keys, err = supervise.Keys(t.Context(), tx, h.Actors[testkit.Clerk], 21)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(keys) != 1 || !keys[0].ByPack || keys[0].Level != "leader" || keys[0].Cases[0] != c.ID || keys[0].Congress != 1 {
			t.Fatalf("entered: %+v", keys)
		}
		h.seen["key"] = keys[0].ID
		h.play("key", nil, []step{
			{"it cannot be left out", testkit.Head, "leave_out_key", 0, `{"reason":"不列入"}`, "invalid"},
			{"its level is the rules'", testkit.Clerk, "propose_key", 0, `{"key_level":"committee","special":31}`, "[key_level]"},
			{"a leader must be named", testkit.Clerk, "propose_key", 0, `{"key_level":"leader","special":31}`, "[leader]"},
			{"a deputy is no leader", testkit.Clerk, "propose_key", 0, `{"key_level":"leader","leader":101,"gov_leader":204,"special":31}`, "[leader]"},
			{"proposed", testkit.Clerk, "propose_key", 0, `{"key_level":"leader","leader":202,"gov_leader":204,"special":31}`, ""},
		})
		h.sound()
	})
}

func TestAKeyItemIsPlannedVisitedInstructedAndReported(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		c := h.Handled("0001")
		ids := map[string]int64{"case": c.ID}
		h.play("key", ids, []step{
			{"nominated", special, "nominate_key", 0, `{"title":"补齐乡镇卫生院短板","cases":[$case],"criteria":["public"],"reason":"群众关心"}`, ""},
			{"who proposes", testkit.Head, "propose_key", 0, `{"key_level":"leader","leader":202,"gov_leader":204,"special":31}`, ""},
			{"does not record the decision", testkit.Head, "decide_key", 0, `{"meeting_on":"2026-01-20","meeting":"主任会议"}`, "invalid"},
			{"proposed by another", testkit.Clerk, "propose_key", 0, `{"key_level":"leader","leader":202,"gov_leader":204,"special":31}`, ""},
			{"the units have not been asked", testkit.Head, "decide_key", 0, `{"meeting_on":"2026-01-20","meeting":"主任会议"}`, "invalid"},
			{"asked by a day that is over", testkit.Clerk, "ask_views", 0, `{"until":"2020-02-01"}`, "[until]"},
			{"a unit asks nobody", testkit.Health, "ask_views", 0, `{"until":"2030-02-01"}`, "not_found"},
			{"the units, the government and the lead deputy are asked", testkit.Clerk, "ask_views", 0, `{"until":"2030-02-01","ask_gov":true,"ask_leads":true,"units":[14],"gov":99}`, ""},
			{"nobody is asked twice", testkit.Clerk, "ask_views", 0, `{"until":"2030-02-01","ask_gov":true,"ask_leads":true}`, "[until]"},
			{"the views are not in", testkit.Head, "decide_key", 0, `{"meeting_on":"2026-01-20","meeting":"主任会议"}`, "invalid"},
			{"another unit is not asked", testkit.Finance, "give_view", 1, `{"view_stand":"agree"}`, "not_found"},
			{"an objection without a word", testkit.Health, "give_view", 1, `{"view_stand":"object"}`, "[view]"},
			{"a unit does not speak for the deputy", testkit.Health, "give_view", 3, `{"view_stand":"agree"}`, "invalid"},
			{"the unit", testkit.Health, "give_view", 1, `{"view_stand":"adjust","view":"请明确资金渠道"}`, ""},
			{"only once", testkit.HealthHead, "give_view", 1, `{"view_stand":"agree"}`, "conflict"},
			{"the government", govDesk, "give_view", 2, `{"view_stand":"agree"}`, ""},
			{"the deputy", testkit.Deputy, "give_view", 3, `{"view_stand":"agree"}`, ""},
			{"a meeting to come", testkit.Head, "decide_key", 0, `{"meeting_on":"2099-01-20","meeting":"主任会议"}`, "[meeting_on]"},
			{"decided", testkit.Head, "decide_key", 0, `{"meeting_on":"2026-01-20","meeting":"主任会议"}`, ""},
		})
		ids["key"] = h.seen["key"]
		for who, n := range map[int64]int{leader: 1, govLeader: 1, govDesk: 0, special: 0} {
			h.ownKeys(who, n)
		}
		h.play("visit", ids, []step{{"no visit before the plan", special, "plan_visit", 0, `{"title":"现场见面","form":"site","on":"2026-02-01","unit":13,"key":$key,"cases":[$case]}`, "[key]"}})
		for who, n := range map[int64]int{testkit.Health: 1, testkit.Deputy: 1, govDesk: 1, testkit.Clerk: 3, special: 3} {
			sheet, err := h.OpenDossier(t.Context(), h.Actors[who], ids["key"])
			if err != nil || len(sheet.Doc.(*supervision.Key).Views) != n {
				t.Errorf("%d reads other views than %d: %v", who, n, err)
			}
		}
		h.play("key", ids, []step{
			{"no report before a plan", special, "report_key", 0, `{"report":"已督办"}`, "conflict"},
			{"planned", special, "plan_key", 0, `{"aim":"年内见效","steps":[{"on":"2030-03-01","form":"site","text":"现场见面"},{"on":"2030-06-01","form":"meeting","text":"听取情况"}]}`, ""},
			{"instructed", leader, "instruct_key", 0, `{"text":"请列出时间表","due":"2030-04-01"}`, ""},
		})
		told := h.Read(c.ID)
		if n := len(told.Remarks); n != 1 || told.Remarks[0].Kind != "instruct" || len(told.Instructions) != 0 {
			t.Errorf("what was instructed on the item is told on the suggestion and followed on the item alone: %+v %+v", told.Remarks, told.Instructions)
		}
		twice := &house{Office: h.Office, seen: map[string]int64{}}
		twice.play("key", ids, []step{{"a suggestion belongs to one key item", testkit.Clerk, "nominate_key", 0, `{"title":"再提","cases":[$case],"criteria":["hard"],"reason":"重复"}`, "[cases.0]"}})
		ids["key"] = h.seen["key"]
		h.play("visit", ids, []step{
			{"a group's activity needs its group", testkit.Clerk, "plan_visit", 0, `{"title":"小组活动","form":"group","on":"2026-02-01","unit":13}`, "[group]"},
			{"an inspection needs its law", testkit.Clerk, "plan_visit", 0, `{"title":"执法检查","form":"law","on":"2026-02-01","unit":13}`, "[law]"},
			{"a key item of nowhere", testkit.Clerk, "plan_visit", 0, `{"title":"现场","form":"site","on":"2026-02-01","unit":13,"key":99}`, "[key]"},
			{"another kind is no key item", testkit.Clerk, "plan_visit", 0, `{"title":"现场","form":"site","on":"2026-02-01","unit":13,"key":$case}`, "[key]"},
			{"on the spot", special, "plan_visit", 0, `{"title":"现场见面","form":"site","on":"2026-02-01","unit":13,"key":$key,"deputies":[101],"cases":[$case]}`, ""},
			{"held", special, "hold_visit", 0, `{"on":"2026-02-02","deputies":[101],"findings":"已动工","opinion":"加快进度"}`, ""},
		})
		k := h.read(ids["key"]).(*supervision.Key)
		if k.Steps[0].Done != "2026-02-02" || k.Steps[0].Visit != h.seen["visit"] || k.Steps[1].Done != "" {
			t.Errorf("the visit is not in the plan: %+v", k.Steps)
		}
		sheet, err := h.OpenDossier(t.Context(), h.Actors[special], ids["key"])
		if err != nil || len(sheet.Around) != 1 || sheet.Around[0].ID != h.seen["visit"] {
			t.Errorf("around the key item: %+v %v", sheet.Around, err)
		}
		part := k.Instruct[0].No
		h.play("key", ids, []step{
			{"a plan may change; what was held stays", special, "plan_key", 0, `{"aim":"年内见效","steps":[{"on":"2030-07-01","form":"meeting","text":"听取情况"}]}`, ""},
			{"another unit does not answer", testkit.Finance, "carry_out", part, `{"report":"已办"}`, "not_found"},
			{"the unit answers", testkit.Health, "carry_out", part, `{"report":"时间表附后"}`, ""},
			{"reported", special, "report_key", 0, `{"report":"督办情况"}`, ""},
			{"not with an instruction open", testkit.Clerk, "conclude_key", 0, `{"conclusion":"结束"}`, "invalid"},
			{"of the leaders the one who gave it closes it", govLeader, "take_note", part, `{}`, "invalid"},
			{"or sends it back", govLeader, "not_carried_out", part, `{"reason":"再报"}`, "invalid"},
			{"the leader takes note", leader, "take_note", part, `{}`, ""},
			{"concluded", testkit.Clerk, "conclude_key", 0, `{"conclusion":"结束"}`, ""},
		})
		if k := h.read(ids["key"]).(*supervision.Key); len(k.Steps) != 2 || k.Steps[1].Done == "" {
			t.Errorf("what was held is lost: %+v", k.Steps)
		}
		h.sound()
	})
}

// Whoever lets the time pass has been heard: the meeting may decide then, and a unit that has come since must be asked first.
func TestViewsAreWaitedForAsLongAsTheirTimeRuns(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		h := open(t, s)
		c := h.Handled("0001")
		ids := map[string]int64{"case": c.ID}
		decide := `{"meeting_on":"2026-01-20","meeting":"主任会议"}`
		h.play("key", ids, []step{
			{"nominated", special, "nominate_key", 0, `{"title":"补齐短板","cases":[$case],"criteria":["public"],"reason":"群众关心"}`, ""},
			{"proposed", testkit.Clerk, "propose_key", 0, `{"key_level":"committee","special":31}`, ""},
			{"asked", testkit.Clerk, "ask_views", 0, `{"until":"2026-03-09"}`, ""},
			{"too early", testkit.Head, "decide_key", 0, decide, "invalid"},
		})
		h.Must(testkit.Clerk, c.ID, 0, "add_units", `{"shares":[{"unit":14,"role":"separate"}],"reason":"涉及资金"}`)
		clock.Advance(8 * 24 * time.Hour)
		if _, err := h.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.play("key", ids, []step{
			{"over", testkit.Health, "give_view", 1, `{"view_stand":"agree"}`, "conflict"},
			{"a unit has come since", testkit.Head, "decide_key", 0, decide, "[meeting_on]"},
			{"it is asked, and the one that kept silent again", testkit.Clerk, "ask_views", 0, `{"until":"2026-03-20"}`, ""},
			{"the new one", testkit.Finance, "give_view", 3, `{"view_stand":"agree"}`, ""},
			{"the other, late", testkit.HealthHead, "give_view", 2, `{"view_stand":"agree"}`, ""},
			{"decided", testkit.Head, "decide_key", 0, decide, ""},
		})
		k := h.read(h.seen["key"]).(*supervision.Key)
		if len(k.Views) != 3 || k.Views[0].State != supervision.ViewLapsed || len(k.Units) != 2 {
			t.Errorf("views %+v, units %v", k.Views, k.Units)
		}
		h.sound()
	})
}

func TestATopicIsSharedByCongresses(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		h.play("topic", nil, []step{
			{"years turned round", special, "propose_topic", 0, `{"title":"乡镇卫生院能力建设","from_year":2026,"to_year":2025,"special":31,"aim":"三年见效"}`, "[to_year]"},
			{"a congress that is not here", special, "propose_topic", 0, `{"title":"乡镇卫生院能力建设","from_year":2026,"to_year":2028,"special":31,"aim":"三年见效","lower":[{"body":37,"asked":"同题监督"}]}`, "[lower.0.body]"},
			{"the same one twice", special, "propose_topic", 0, `{"title":"乡镇卫生院能力建设","from_year":2026,"to_year":2028,"special":31,"aim":"三年见效","lower":[{"body":36,"asked":"同题监督"},{"body":36,"asked":"再请"}]}`, "[lower.1.body]"},
			{"proposed", special, "propose_topic", 0, `{"title":"乡镇卫生院能力建设","from_year":2026,"to_year":2028,"special":31,"aim":"三年见效","lower":[{"body":36,"asked":"同题监督"}]}`, ""},
			{"adopted", testkit.Head, "adopt_topic", 0, `{}`, ""},
		})
		up := h.seen["topic"]
		there := h.read(up).(*supervision.Topic).Shares[0].Copy
		c := h.read(there).(*supervision.Topic)
		if c.Congress != 2 || c.UpID != up || c.Title != "乡镇卫生院能力建设" || c.Session != 22 {
			t.Fatalf("the copy: %+v", c)
		}
		low := &house{Office: h.Office, seen: map[string]int64{"topic": there}}
		low.play("topic", nil, []step{
			{"the city does not see the county's own", testkit.Clerk, "report_topic", 0, `{"year":2026,"text":"情况"}`, "not_found"},
			{"nothing to report before it agrees", testkit.Foreign, "report_topic", 0, `{"year":2026,"text":"情况"}`, "conflict"},
			{"it agrees", lowHead, "agree_topic", 0, `{"answer":"参加"}`, ""},
			{"a year outside the topic", testkit.Foreign, "report_topic", 0, `{"year":2025,"text":"情况"}`, "[year]"},
			{"it reports", testkit.Foreign, "report_topic", 0, `{"year":2026,"text":"十二所已达标"}`, ""},
		})
		if r := h.read(up).(*supervision.Topic).Shares[0]; r.State != supervision.ShareAgreed || r.Answer != "参加" || r.Report != "十二所已达标" {
			t.Errorf("what came back: %+v", r)
		}
		h.play("topic", nil, []step{
			{"asked already", testkit.Clerk, "ask_lower", 0, `{"lower":[{"body":36,"asked":"再请"}]}`, "[lower.0.body]"},
			{"closed", testkit.Clerk, "close_topic", 0, `{"conclusion":"三年监督结束"}`, ""},
		})
		h.sound()
	})
}
