package look_test

import (
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/dossier/dossiertest"
	"huiyin/internal/flow"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// The facts of a share that is on the list of empty replies, and of one that is on the public's.
var (
	emptyFacts = look.Facts{Case: 7, Part: 2, Unit: 4, Year: 2026, On: "2026-11-02", List: []look.Fact{
		{Code: look.Answered, N: 1, Refs: []look.Ref{{Seq: 12, Part: 3}}}, {Code: look.ThinAnswers, N: 2, Refs: []look.Ref{{Seq: 12, Part: 3}}},
	}}
	publicFacts = look.Facts{Case: 7, Part: 2, Unit: 4, Year: 2026, On: "2026-11-02", List: []look.Fact{
		{Code: look.Answered, N: 1},
		{Code: look.PublicUnhappy, N: 3, Refs: []look.Ref{{Entry: 5, Kind: "public"}}},
		{Code: look.FaceToFace, N: 1},
	}}
)

// people are the posts of the tests by name: two heads, since what one proposes another decides.
var people = map[string]org.Post{
	"clerk": {ID: 1, Person: 101, Congress: 1, Org: 3, Role: org.CommitteeClerk}, "head": {ID: 2, Person: 102, Congress: 1, Org: 3, Role: org.CommitteeHead},
	"head2": {ID: 3, Person: 103, Congress: 1, Org: 3, Role: org.CommitteeHead}, "unit": {ID: 4, Person: 104, Congress: 1, Org: 4, Role: org.UnitClerk},
	"unithead": {ID: 5, Person: 105, Congress: 1, Org: 4, Role: org.UnitHead}, "other": {ID: 6, Person: 106, Congress: 1, Org: 5, Role: org.UnitClerk},
	"abroad": {ID: 7, Person: 107, Congress: 2, Org: 3, Role: org.CommitteeHead}, "system": {},
}

func actor(who string) org.Actor {
	p := people[who]
	return org.Actor{Person: org.Person{ID: p.Person}, Post: p}
}

func found(f look.Facts, l look.List, limit *calendar.Derivation) *look.Find {
	return &look.Find{Congress: 1, Facts: f, Verdict: look.Shipped().Judge(l, f), Book: look.Shipped(), Limit: limit}
}

func limit(t *testing.T, from calendar.Day) *calendar.Derivation {
	t.Helper()
	p, _ := rule.Shipped().Latest("hunan-city")
	d := look.Limit(p, suggestion.Between, from, calendar.Shipped())
	if d == nil {
		t.Fatal("the pack has no limit for handling again")
	}
	return d
}

// Each line is: who, action, JSON of the command (or a word for the program's own), the answer, and the state afterwards.
func TestEntriesLiveByTheTable(t *testing.T) {
	for name, lines := range map[string][]string{
		"released by a second person": {
			`system|find_case|empty|accepted|found`,
			`clerk|ask_release|{"reason":""}|field.required|found`,
			`unit|ask_release|{"reason":"不属于"}|fault.not_yours|found`,
			`other|ask_release|{"reason":"不属于"}|fault.not_yours|found`,
			`abroad|ask_release|{"reason":"不属于"}|fault.not_yours|found`,
			`head|ask_release|{"reason":"答复附件中有实施方案"}|accepted|doubted`,
			`head|release_case|{"reason":"同意"}|guard.second_person_release|doubted`,
			`clerk|release_case|{"reason":"同意"}|fault.not_yours|doubted`,
			`head2|release_case|{"reason":""}|field.required|doubted`,
			`head2|release_case|{"reason":"方案已核实"}|accepted|released`,
			`head|redo_case|{"order":"再办","until":"2026-11-20"}|fault.not_now|released`,
		},
		"kept on the list by the second person, then sent back and followed to the end": {
			`system|find_case|empty|accepted|found`,
			`clerk|ask_release|{"reason":"似可撤出"}|accepted|doubted`,
			`head|keep_case|{"reason":"方案没有时间表"}|accepted|found`,
			`head|redo_case|{"order":"","until":"2026-11-20"}|field.required|found`,
			`head|redo_case|{"order":"逐条重新答复","until":""}|field.required|found`,
			`head|redo_case|{"order":"逐条重新答复","until":"2026-11-02"}|field.day_past|found`,
			`head|redo_case|{"order":"逐条重新答复","until":"11月"}|field.day|found`,
			`clerk|redo_case|{"order":"逐条重新答复","until":"2026-11-20"}|fault.not_yours|found`,
			`head|redo_case|{"order":"逐条重新答复","until":"2026-11-20"}|accepted|redone`,
			`clerk|ask_release|{"reason":"算了"}|fault.not_now|redone`,
			`system|lapse_case|holds not|guard.nothing_reported|redone`,
			`other|report_redo|{"text":"已重新答复"}|fault.not_yours|redone`,
			`clerk|track_case|{"text":"已催办"}|accepted|redone`,
			`head|settle_case|{"text":"属实"}|fault.not_now|redone`,
			`unit|report_redo|{"text":"已与代表见面","reworking":true}|look.not_answered_again|redone`,
			`unit|report_redo|{"text":"已与代表见面并重新答复"}|accepted|tracked`,
			`clerk|track_case|{"text":"代表反映未见面"}|accepted|tracked`,
			`head|redo_again|{"order":"先见面，再答复","until":"2026-12-01"}|accepted|redone`,
			`unithead|report_redo|{"text":"已见面，附照片"}|accepted|tracked`,
			`unit|settle_case|{"text":"属实"}|fault.not_yours|tracked`,
			`head|settle_case|{"text":""}|field.required|tracked`,
			`head|settle_case|{"text":"电话核实属实"}|accepted|settled`,
			`head|redo_again|{"order":"再办","until":"2026-12-20"}|fault.not_now|settled`,
		},
		"a fact changes and the entry goes": {
			`system|find_case|empty|accepted|found`,
			`head|lapse_case|holds not|fault.not_yours|found`,
			`system|lapse_case|holds|look.facts_still_say_so|found`,
			`system|renew_facts|holds not|look.facts_do_not_say_so|found`,
			`system|renew_facts|holds|accepted|found`,
			`system|lapse_case|holds not|accepted|lapsed`,
			`system|renew_facts|holds|fault.not_now|lapsed`,
		},
		"nobody can type an entry": {
			`head|find_case|empty|fault.not_yours|`,
			`clerk|find_case|empty|fault.not_yours|`,
			`system|find_case|forged|look.facts_do_not_say_so|`,
			`system|find_case|nothing|look.facts_do_not_say_so|`,
		},
		"the public's dissatisfaction sends it back at once, with a clock": {
			`system|find_case|public|accepted|redone`,
			`clerk|ask_release|{"reason":"不必"}|fault.not_now|redone`,
			`head|date_redo|{"until":"2027-02-01"}|look.later_than_limit|redone`,
			`clerk|date_redo|{"until":"2026-11-20"}|fault.not_yours|redone`,
			`head|date_redo|{"until":"2026-11-20"}|accepted|redone`,
			`unithead|report_redo|{"text":"已上门听取意见并整改"}|accepted|tracked`,
			`head|settle_case|{"text":"回访群众满意"}|accepted|settled`,
		},
		"letters that prove to be about something else take it off again": {
			`system|find_case|public|accepted|redone`,
			`system|lapse_case|public not|accepted|lapsed`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := dossiertest.New(t, look.FoundKind, 50)
			env := suggestion.Env{At: 1, Today: "2026-11-02"}
			for n, line := range lines {
				f := strings.Split(line, "|")
				do := flow.Action(f[1])
				if got := l.Do(actor(f[0]), 0, do, command(t, l, do, f[2], env.Today), env); got != f[3] || string(l.Doc.Top().State) != f[4] {
					t.Fatalf("line %d: %s: got %s, %s", n+1, line, got, l.Doc.Top().State)
				}
			}
			l.Replays()
		})
	}
}

func command(t *testing.T, l *dossiertest.Life, do flow.Action, body string, day calendar.Day) any {
	t.Helper()
	verdict := func(l look.List, f look.Facts) look.Verdict { return look.Shipped().Judge(l, f) }
	switch body {
	case "empty":
		return found(emptyFacts, look.EmptyReply, nil)
	case "public":
		return found(publicFacts, look.Public, limit(t, day))
	case "forged":
		c := found(emptyFacts.With(look.Specifics, 4), look.EmptyReply, nil)
		c.Verdict.Holds = true
		return c
	case "nothing":
		return &look.Find{Congress: 1}
	case "holds", "holds not":
		f := emptyFacts
		if body == "holds not" {
			f = f.With(look.Specifics, 2)
		}
		if v := verdict(look.EmptyReply, f); do == "renew_facts" {
			return &look.Renew{Verdict: v}
		} else {
			return &look.Lapse{Verdict: v}
		}
	case "public not":
		return &look.Lapse{Verdict: verdict(look.Public, publicFacts.With(look.PublicUnhappy, 0))}
	}
	cmd := l.Command(do, body)
	if do == "date_redo" {
		cmd.(*look.DateRedo).SetLimit(limit(t, day))
	}
	return cmd
}

func TestThePublicsListIsToBeDoneAgainByThePacksLimit(t *testing.T) {
	l := dossiertest.New(t, look.FoundKind, 1)
	l.Do(org.Actor{}, 0, "find_case", found(publicFacts, look.Public, limit(t, "2026-11-02")), suggestion.Env{At: 1, Today: "2026-11-02"})
	if e := l.Doc.(*look.Entry); e.Until != "2026-12-02" {
		t.Errorf("due %s", e.Until)
	}
}

// What the program does next, by what it finds and what there is already.
func TestNextMoves(t *testing.T) {
	answeredAnew := publicFacts.With(look.PublicUnhappy, 0).With(look.Answered, 1)
	answeredAnew.List[0].Refs = []look.Ref{{Seq: 30, Part: 9}}
	gone, other := emptyFacts.With(look.FaceToFace, 1), emptyFacts.With(look.ThinAnswers, 2)
	for i := range other.List {
		if other.List[i].Code == look.ThinAnswers {
			other.List[i].Refs = []look.Ref{{Seq: 30, Part: 9}} // a second reply, as empty as the first
		}
	}
	at := func(s flow.State, l look.List, f look.Facts) *look.Entry {
		e := &look.Entry{List: l, Case: 7, Part: 2, Year: 2026, Facts: look.Shipped().Judge(l, f).Facts}
		e.ID, e.Congress, e.State = 50, 1, s
		return e
	}
	for name, c := range map[string]struct {
		entry *look.Entry
		facts look.Facts
		want  string
	}{
		"nothing there, facts say so":               {nil, emptyFacts, "find_case"},
		"nothing there, facts say no":               {nil, gone, ""},
		"there, nothing has changed":                {at(look.Found, look.EmptyReply, emptyFacts), emptyFacts, ""},
		"there, a fact stands on another act":       {at(look.Found, look.EmptyReply, emptyFacts), other, "renew_facts"},
		"there, a fact has gone":                    {at(look.Found, look.EmptyReply, emptyFacts), gone, "lapse_case"},
		"a release is asked for, a fact has gone":   {at(look.Doubted, look.EmptyReply, emptyFacts), gone, "lapse_case"},
		"sent back: followed whatever the facts":    {at(look.Redone, look.EmptyReply, emptyFacts), gone, ""},
		"reported: followed whatever the facts":     {at(look.Tracked, look.EmptyReply, emptyFacts), gone, ""},
		"released, the same facts":                  {at(look.Released, look.EmptyReply, emptyFacts), emptyFacts, ""},
		"released, a second reply is as empty":      {at(look.Released, look.EmptyReply, emptyFacts), other, "find_case"},
		"settled, the same facts":                   {at(look.Settled, look.EmptyReply, emptyFacts), emptyFacts, ""},
		"settled, the facts are gone":               {at(look.Settled, look.EmptyReply, emptyFacts), gone, ""},
		"lapsed once, the facts are back":           {at(look.Lapsed, look.EmptyReply, emptyFacts), emptyFacts, "find_case"},
		"the public no longer says so":              {at(look.Redone, look.Public, publicFacts), publicFacts.With(look.PublicUnhappy, 0), "lapse_case"},
		"done again, as the entry itself asks":      {at(look.Redone, look.Public, publicFacts), publicFacts.With(look.Reworking, 1), ""},
		"answered anew, and not reported yet":       {at(look.Redone, look.Public, publicFacts), answeredAnew, ""},
		"an entry of another year is another entry": {func() *look.Entry { e := at(look.Found, look.EmptyReply, emptyFacts); e.Year = 2025; return e }(), emptyFacts, "find_case"},
	} {
		var entries []*look.Entry
		if c.entry != nil {
			entries = append(entries, c.entry)
		}
		var got []string
		for _, m := range look.Next(entries, []look.Facts{c.facts}, look.Shipped(), &suggestion.Case{ID: 7, Congress: 1}) {
			got = append(got, string(m.Do))
			e := m.Entry
			if e == nil {
				e = &look.Entry{}
			}
			if _, err := look.FoundKind.Apply(e, dossier.Step{Do: m.Do, Cmd: m.Cmd, Env: suggestion.Env{Today: "2026-11-02"}}); err != nil {
				t.Errorf("%s: %s is refused: %v", name, m.Do, err)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %q", name, got, c.want)
		}
	}
}

func entry(l look.List, s flow.State, rounds int) *look.Entry {
	e := &look.Entry{List: l, Rounds: rounds}
	e.State = s
	return e
}

func TestTheYearAddsUp(t *testing.T) {
	var entries []*look.Entry
	for i, s := range []flow.State{look.Found, look.Doubted, look.Released, look.Lapsed, look.Redone, look.Tracked, look.Settled} {
		entries = append(entries, entry(look.EmptyReply, s, i/4))
	}
	entries = append(entries, entry(look.Public, look.Redone, 0))
	for _, l := range look.Year(entries) {
		want := map[look.List]look.Line{
			look.EmptyReply: {List: l.List, Found: 7, Released: 1, Lapsed: 1, Settled: 1, Open: 4, SentBack: 3},
			look.Public:     {List: l.List, Found: 1, Open: 1, SentBack: 1},
		}[l.List]
		if want.List = l.List; l != want || l.Difference() != 0 {
			t.Errorf("%+v, want %+v, off by %d", l, want, l.Difference())
		}
		for _, fate := range look.Fates {
			n := 0
			for _, e := range entries {
				if e.List == l.List && e.Met(fate) {
					n++
				}
			}
			if l.N(fate) != n {
				t.Errorf("%s %s: the row says %d, %d entries did", l.List, fate, l.N(fate), n)
			}
		}
	}
}
