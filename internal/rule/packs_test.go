package rule

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/calendar"
)

// limits repeats the tables of the sources, one sentence a limit: pack, clock, stream, term, start, whose. "law" is what the source
// gives, "start" that it gives the length and the start is ours, "ours" that the whole limit is our default. What is not here must not
// be in a pack.
const limits = `
law        reply      both     3m    assign        law
law        reply_max  both     6m    assign        law
hunan-city assign     between  7wd   submit        ours
hunan-city sign_for   both     7d    assign        ours
hunan-city object     both     10d   receipt       ours
hunan-city reassign   both     7d    objection     ours
hunan-city contact    both     20wd  receipt       ours
hunan-city co_opinion both     1m    receipt       ours
hunan-city redo_opinion both   5wd   sent_back     ours
hunan-city reply      both     3m    assign        law
hunan-city reply_max  both     6m    assign        law
hunan-city feedback   both     10d   reply         ours
hunan-city redo_decide both  5wd   refusal       ours
hunan-city redo       both     1m    redo          ours
hunan-city publish    both     20wd  reply         ours
shanghai   assign     session  1m    session_close law
shanghai   assign     between  7wd   submit        law
shanghai   object     both     7wd   receipt       law
shanghai   co_opinion both     1m    receipt       law
shanghai   reply      both     3m    assign        law
shanghai   reply_max  both     6m    assign        law
shanghai   redo       both     1m    redo          start
beijing    reply      both     3m    assign        law
beijing    reply_max  both     6m    assign        law
beijing    feedback   both     15wd  reply         law
beijing    redo       both     2m    redo          start
zhejiang   accept     between  7d    submit        start
zhejiang   object     both     10d   receipt       start
zhejiang   co_opinion both     2m    receipt       start
zhejiang   reply      both     3m    receipt       law
zhejiang   reply_max  both     6m    receipt       law
zhejiang   redo       both     1m    redo          start
shandong   assign     between  5d    submit        law
shandong   object     between  5d    receipt       law
shandong   co_opinion both     1m    receipt       start
shandong   reply      session  3m    session_close law
shandong   reply      between  3m    assign        law
shandong   reply_max  session  6m    session_close start
shandong   reply_max  between  6m    assign        law
shandong   redo       both     1m    redo          start
qingdao    assign     between  5wd   submit        law
qingdao    object     both     5wd   receipt       start
qingdao    co_opinion both     1m    receipt       start
qingdao    reply      both     3m    assign        law
qingdao    reply_max  both     6m    assign        law
henan      object     both     10wd  assign        law
henan      reassign   both     10wd  objection     start
henan      co_opinion both     2m    receipt       start
henan      reply      both     3m    assign        law
henan      reply_max  both     6m    assign        law
henan      feedback   both     10wd  reply         start
henan      redo       both     1m    redo          start
chongqing  assign     between  10wd  submit        law
chongqing  object     both     10wd  assign        law
chongqing  reassign   both     10wd  objection     start
chongqing  contact    both     20wd  receipt       law
chongqing  co_opinion both     30wd  assign        law
chongqing  redo_opinion both   5wd   sent_back     start
chongqing  reply      both     3m    assign        law
chongqing  reply_max  both     6m    assign        law
chongqing  feedback   both     20wd  reply         law
chongqing  redo       both     2m    redo          law
township   reply      session  2m    session_close law
township   reply      between  2m    assign        law
township   reply_max  session  4m    session_close law
township   reply_max  between  4m    assign        law
`

func TestPacksAgreeWithTheTables(t *testing.T) {
	want := map[string]bool{}
	for line := range strings.Lines(limits) {
		if f := strings.Fields(line); len(f) > 0 {
			want[strings.Join(f, " ")] = true
		}
	}
	for _, id := range Shipped().IDs() {
		p, _ := Shipped().Latest(id)
		for _, r := range p.Clocks {
			stream, whose := string(r.Stream), "law"
			if stream == "" {
				stream = "both"
			}
			switch {
			case r.Default:
				whose = "ours"
			case r.StartDefault:
				whose = "start"
			}
			line := strings.Join([]string{id, string(r.Clock), stream, r.Term.String(), string(r.Start), whose}, " ")
			if !want[line] {
				t.Errorf("the tables do not have: %s", line)
			}
			delete(want, line)
		}
	}
	for line := range want {
		t.Errorf("no pack has: %s", line)
	}
}

// What nobody gives must answer "absent", not a number that looks like law.
func TestAbsentStaysAbsent(t *testing.T) {
	for _, c := range []struct {
		pack   string
		clock  Clock
		stream Stream
	}{
		{"law", Feedback, Between},
		{"law", SignFor, Between},
		{"law", Publish, Between},
		{"shanghai", Feedback, Between},
		{"shanghai", Reassign, Between},
		{"shanghai", Contact, Between},
		{"shanghai", SignFor, Between},
		{"beijing", Object, Between},
		{"beijing", Assign, Between},
		{"beijing", CoOpinion, Between},
		{"zhejiang", Feedback, Between},
		{"zhejiang", Assign, Between},
		{"zhejiang", Accept, InSession},
		{"shandong", Feedback, Between},
		{"shandong", Object, InSession},
		{"shandong", Reassign, Between},
		{"qingdao", Redo, Between},
		{"qingdao", Feedback, Between},
		{"henan", Assign, Between},
		{"henan", Contact, Between},
		{"chongqing", Publish, Between},
		{"township", Feedback, Between},
		{"hunan-city", Accept, Between},
		{"hunan-city", Assign, InSession},
	} {
		p, _ := Shipped().Latest(c.pack)
		if r, ok := p.ClockFor(c.clock, c.stream); ok {
			t.Errorf("%s %s %s: %+v, but the sources give none", c.pack, c.clock, c.stream, r)
		}
		if d, ok := p.DueFor(c.clock, c.stream, "2026-03-02", calendar.Shipped()); ok || d.Due != "" {
			t.Errorf("%s %s %s: due %s", c.pack, c.clock, c.stream, d.Due)
		}
	}
}

// settings repeats what the sources say of things that are not times; "ours" marks our default.
const settings = `
shanghai   withdraw          unanimous         law
beijing    withdraw          before_assign     law
shandong   withdraw          any_time          law
qingdao    withdraw          any_time          law
chongqing  withdraw          any_time          law
zhejiang   withdraw          any_time          ours
hunan-city withdraw          any_time          ours
shanghai   joint_reply       every             law
qingdao    joint_reply       lead              law
chongqing  joint_feedback    lead              law
shandong   joint_feedback    lead              law
shanghai   redo_decision     committee         law
beijing    redo_decision     committee         law
shandong   redo_decision     automatic         law
henan      redo_decision     automatic         law
chongqing  redo_decision     committee         law
hunan-city redo_decision     committee         ours
shanghai   feedback_fields   attitude_result   law
shandong   feedback_fields   attitude_result   law
beijing    feedback_fields   one               law
chongqing  feedback_fields   one               law
chongqing  silent            excluded          law
shanghai   silent            excluded          ours
law        class_of_several  least_favourable  ours
shanghai   extension_consent committee_office  law
beijing    extension_consent assigner          law
qingdao    extension_consent committee         law
law        extension_consent committee         ours
qingdao    publication       public            law
henan      publication       objectable        law
henan      unit_report       08-31             law
hunan-city unit_report       10-31             ours
shanghai   escalation        joint_talk        law
henan      escalation        assessment        law
qingdao    oral_opinion      1m                law
beijing    excluded_handling advise_withdrawal law
hunan-city term_account      2m                ours
`

func TestSettings(t *testing.T) {
	for line := range strings.Lines(settings) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		p, _ := Shipped().Latest(f[0])
		v, ok := p.PolicyOf(Policy(f[1]))
		if !ok || v.Value != f[2] || v.Default != (f[3] == "ours") {
			t.Errorf("%s: got %+v", strings.TrimSpace(line), v)
		}
	}
	for _, id := range []string{"law", "shanghai", "beijing", "zhejiang", "shandong", "qingdao", "chongqing", "township"} {
		if p, _ := Shipped().Latest(id); p.Policies[UnitReport].Value != "" {
			t.Errorf("%s: the sources give no day for the unit's report", id)
		}
	}
	for _, id := range Shipped().IDs() { // Shanghai asks for the account (art. 22) but gives no time for it
		if p, _ := Shipped().Latest(id); id != "hunan-city" && p.Policies[TermAccount].Value != "" {
			t.Errorf("%s: the sources give no time for the account at the change of term", id)
		}
	}
}

func TestEveryParameterHasSourceOrMark(t *testing.T) {
	for _, id := range Shipped().IDs() {
		p, _ := Shipped().Latest(id)
		if len(p.Basis) == 0 || p.NameEN == "" {
			t.Errorf("%s: no basis or English name", id)
		}
		for _, r := range p.Clocks {
			if r.Source == "" {
				t.Errorf("%s %s: a limit in days names what it was taken from, default or not", id, r.Clock)
			}
		}
		for name, v := range p.Policies {
			if v.Source == "" && !v.Default {
				t.Errorf("%s %s: neither source nor mark", id, name)
			}
		}
		if p.Exclusions.Source == "" || p.Scheme.Source == "" {
			t.Errorf("%s: exclusions or scheme without source", id)
		}
	}
}

func TestSchemes(t *testing.T) {
	for id, want := range map[string]string{
		"law":        "A SOLVED, B IN_PROGRESS promise, C DEFERRED reason, D REFERENCE reason",
		"hunan-city": "A SOLVED, B IN_PROGRESS promise, C REFERENCE reason",
		"shanghai":   "adopted SOLVED, solving IN_PROGRESS promise, planned PLANNED promise, reference REFERENCE reason",
		"shandong":   "solved SOLVED, planned PLANNED promise, deferred DEFERRED reason, infeasible INFEASIBLE reason",
		"qingdao":    "solved SOLVED, this-year IN_PROGRESS promise, years PLANNED promise, infeasible INFEASIBLE reason",
		"chongqing":  "solved SOLVED, studying IN_PROGRESS promise, deferred DEFERRED reason, higher HIGHER_LEVEL reason",
		"zhejiang":   "A SOLVED, B PLANNED promise, C REFERENCE reason",
		"beijing":    "adopted IN_PROGRESS promise, reference REFERENCE reason",
		"henan":      "A SOLVED, B IN_PROGRESS promise, C REFERENCE reason",
		"township":   "A SOLVED, B IN_PROGRESS promise, C REFERENCE reason",
	} {
		p, _ := Shipped().Latest(id)
		var parts []string
		for _, c := range p.Scheme.Classes {
			s := c.Code + " " + string(c.Outcome)
			if c.NeedsCommitment {
				s += " promise"
			}
			if c.NeedsReason {
				s += " reason"
			}
			parts = append(parts, s)
		}
		if got := strings.Join(parts, ", "); got != want {
			t.Errorf("%s: %s\nwant %s", id, got, want)
		}
	}
}

func TestLeastFavourable(t *testing.T) {
	p, _ := Shipped().Latest("hunan-city")
	if c, ok := p.LeastFavourable("A", "C", "B", "X"); !ok || c.Code != "C" {
		t.Errorf("got %+v", c)
	}
	if _, ok := p.LeastFavourable("X"); ok {
		t.Error("X is no class")
	}
	if _, ok := p.Class("a"); ok {
		t.Error("codes are exact")
	}
}

func TestDueNamesStartAndSource(t *testing.T) {
	for _, c := range []struct {
		pack        string
		clock       Clock
		stream      Stream
		start       calendar.Day
		due         calendar.Day
		first, last string
	}{
		{"hunan-city", Reply, Between, "2025-11-15", "2026-02-24", "date.step.start_assign", StepRule},
		{"hunan-city", Contact, Between, "2026-03-02", "2026-03-30", "date.step.start_receipt", StepDefault},
		{"zhejiang", Reply, Between, "2026-02-03", "2026-05-06", "date.step.start_receipt", StepRule},
		{"shandong", Reply, InSession, "2026-02-03", "2026-05-06", "date.step.start_session_close", StepRule},
		{"shandong", Reply, Between, "2026-02-03", "2026-05-06", "date.step.start_assign", StepRule},
		{"henan", Feedback, Between, "2026-03-02", "2026-03-16", "date.step.start_reply", StepRuleStart},
		{"chongqing", CoOpinion, InSession, "2026-02-10", "2026-03-30", "date.step.start_assign", StepRule},
		{"township", ReplyMax, Between, "2025-10-14", "2026-02-14", "date.step.start_assign", StepRule},
	} {
		p, _ := Shipped().Latest(c.pack)
		d, ok := p.DueFor(c.clock, c.stream, c.start, calendar.Shipped())
		if !ok || d.Due != c.due || d.Steps[0].Key != c.first || d.Steps[len(d.Steps)-1].Key != c.last {
			t.Errorf("%s %s %s from %s: %+v", c.pack, c.clock, c.stream, c.start, d)
		}
	}
	p, _ := Shipped().Latest("law")
	if d, ok := p.DueFor(Reply, Between, "", calendar.Shipped()); !ok || d.Due != "" || d.Steps != nil {
		t.Errorf("a clock that has not started has no date: %+v", d)
	}
}

func TestOrderOfPacks(t *testing.T) {
	if got := Shipped().IDs(); !slices.Equal(got, order) {
		t.Errorf("got %v", got)
	}
}

func TestReceipt(t *testing.T) {
	for _, c := range []struct {
		pack             string
		assigned, signed calendar.Day
		want             calendar.Day
		step             string
	}{
		{"hunan-city", "2026-03-02", "2026-03-04", "2026-03-04", StepReceipt},
		{"hunan-city", "2026-03-02", "2026-03-09", "2026-03-09", StepReceipt}, // on the last day of the seven
		{"hunan-city", "2026-03-02", "", "2026-03-09", StepReceiptLimit},
		{"hunan-city", "2026-03-02", "2026-04-20", "2026-03-09", StepReceiptLimit}, // nobody gains time by signing late
		{"hunan-city", "2026-02-09", "", "2026-02-24", StepReceiptLimit},           // the limit ends in the Spring Festival
		{"zhejiang", "2026-03-02", "2026-04-20", "2026-04-20", StepReceipt},        // no sign-for limit
		{"zhejiang", "2026-03-02", "", "2026-03-02", StepReceiptUnsigned},
	} {
		p, _ := Shipped().Latest(c.pack)
		if got, step := p.Receipt(Between, c.assigned, c.signed, calendar.Shipped()); got != c.want || step != c.step {
			t.Errorf("%s handed over %s, signed %q: %s, %s; want %s, %s", c.pack, c.assigned, c.signed, got, step, c.want, c.step)
		}
	}
}
