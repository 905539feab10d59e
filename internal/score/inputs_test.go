package score

import (
	"testing"

	"huiyin/internal/suggestion"
)

// base is a run that has nothing wrong with it: two units, an entry, a decided objection.
func base(t testing.TB) Inputs {
	t.Helper()
	in := inputs(shippedScheme(t, "shijiazhuang"),
		unit(1, all(several(1, 9), several(10, 1, answered("2026-05-07"), rate(suggestion.NotSatisfied)))),
		Facts{Unit: 2, Name: "other", Group: "department", Items: several(20, 4)})
	in.Entries = []Entry{entry(1, "praised", 1), entry(2, "off_the_point", 2)}
	in.PublishedOn = "2027-01-05"
	in.Appeals = []Appeal{appeal(1, "answered_on", "2026-05-07", "2026-05-06")}
	return in
}

func appeal(no int, field, was, is string) Appeal {
	return Appeal{
		No: no, Unit: 1, FiledOn: "2027-01-15", Words: "-", Case: 10, Assignment: 1, Field: field, Was: was, Is: is,
		Ruling: RulingGranted, DecidedOn: "2027-01-20", DecidedBy: 9, Grounds: "-",
	}
}

func TestInputsWithoutFault(t *testing.T) {
	in := base(t)
	if err := in.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestInputComplaints(t *testing.T) {
	strike := Appeal{No: 2, Unit: 1, FiledOn: "2027-01-06", Words: "-", Entry: 2, Ruling: RulingWaits}
	for _, c := range []struct {
		name       string
		edit       func(in *Inputs)
		field, key string
	}{
		{"no cut-off", func(in *Inputs) { in.CutOff = "2026-02-30" }, "cut_off", "date.bad_form"},
		{"a bad scheme", func(in *Inputs) { in.Scheme.Rules[0].Amount = "much" }, "rules.0.amount", "score.bad.number"},
		{"a unit twice", func(in *Inputs) { in.Units[1].Unit = 1 }, "units.1.unit", "score.bad.unit_twice"},
		{"an unknown group", func(in *Inputs) { in.Units[1].Group = "moon" }, "units.1.group", "score.bad.group"},
		{"an item twice", func(in *Inputs) { in.Units[1].Items[1].Case = 20 }, "units.1.items.1", "score.bad.item_twice"},

		{"an entry for no rule", func(in *Inputs) { in.Entries[0].Rule = "smiled" }, "entries.0.rule", "score.bad.rule"},
		{"an entry for a rule of the log", func(in *Inputs) { in.Entries[0].Rule = "late" }, "entries.0.rule", "score.bad.rule"},
		{"an entry of no unit", func(in *Inputs) { in.Entries[0].Unit = 3 }, "entries.0.unit", "score.bad.unit"},
		{"an entry without its case", func(in *Inputs) { in.Entries[0].Case = 0 }, "entries.0.case", "score.bad.required"},
		{"an entry with another unit's case", func(in *Inputs) { in.Entries[0].Case = 20 }, "entries.0.case", "score.bad.case"},
		{"an entry with a case that does not count", func(in *Inputs) { in.Units[0].Items[0].Role = suggestion.Co }, "entries.0.case", "score.bad.case"},
		{"an entry that counts nothing", func(in *Inputs) { in.Entries[0].Count = 0 }, "entries.0.count", "score.bad.whole"},
		{"an entry that counts too much", func(in *Inputs) { in.Entries[0].Count = 1001 }, "entries.0.count", "score.bad.whole"},
		{"an entry without words", func(in *Inputs) { in.Entries[0].Words = "" }, "entries.0.words", "score.bad.required"},
		{"an entry without proof", func(in *Inputs) { in.Entries[0].Proof = nil }, "entries.0.proof", "score.bad.no_proof"},
		{"a proof that is no digest", func(in *Inputs) { in.Entries[0].Proof[0].Hash = "ABC" }, "entries.0.proof.0.hash", "score.bad.hash"},
		{"an entry with a document nobody asked for", func(in *Inputs) { in.Entries[0].Document = "plan" }, "entries.0.document", "score.bad.document"},
		{"an entry of next year before publication", func(in *Inputs) {
			in.PublishedOn, in.Appeals, in.Entries[0].On = "", nil, "2027-01-01"
		}, "entries.0.on", "score.bad.after_cut_off"},
		{"an entry twice by number", func(in *Inputs) { in.Entries[1].No = 1 }, "entries.1.no", "score.bad.entry_twice"},
		{"one matter entered twice", func(in *Inputs) { in.Entries[1].Rule, in.Entries[1].Case = "praised", 1 }, "entries.1.no", "score.bad.entry_twice"},

		{"an objection before publication", func(in *Inputs) { in.Appeals[0].FiledOn = "2027-01-04" }, "appeals.0.filed_on", "score.bad.before_publication"},
		{"an objection to what is not published", func(in *Inputs) { in.PublishedOn = "" }, "appeals.0.filed_on", "score.bad.before_publication"},
		{"an objection on the eleventh day", func(in *Inputs) { in.Appeals[0].FiledOn = "2027-01-16" }, "appeals.0.filed_on", "score.bad.appeal_late"},
		{"an objection without words", func(in *Inputs) { in.Appeals[0].Words = "" }, "appeals.0.words", "score.bad.required"},
		{"a ruling without grounds", func(in *Inputs) { in.Appeals[0].Grounds = "" }, "appeals.0.grounds", "score.bad.required"},
		{"a ruling before the objection", func(in *Inputs) { in.Appeals[0].DecidedOn = "2027-01-14" }, "appeals.0.decided_on", "score.bad.decided_before"},
		{"a ruling that is none", func(in *Inputs) { in.Appeals[0].Ruling = "maybe" }, "appeals.0.ruling", "score.bad.choice"},
		{"an objection to another unit's case", func(in *Inputs) { in.Appeals[0].Case = 20 }, "appeals.0.case", "score.bad.item"},
		{"an objection to what was not counted", func(in *Inputs) { in.Appeals[0].Was = "2026-05-08" }, "appeals.0.was", "score.bad.was"},
		{"a day that is none", func(in *Inputs) { in.Appeals[0].Is = "6 May" }, "appeals.0.is", "score.bad.choice"},
		{"an objection to the chain", func(in *Inputs) { in.Appeals[0].Field = "chain" }, "appeals.0.field", "score.bad.field"},
		{"an objection to a fact with days", func(in *Inputs) { in.Appeals[0].Field = "signed_within" }, "appeals.0.field", "score.bad.field"},
		{"a fact that was not so", func(in *Inputs) { in.Appeals[0].Field, in.Appeals[0].Was = "visited", "no" }, "appeals.0.was", "score.bad.was"},
		{"a fact that becomes a number", func(in *Inputs) { a := &in.Appeals[0]; a.Field, a.Was, a.Is = "visited", "yes", "7" }, "appeals.0.is", "score.bad.choice"},
		{"a rating that is none", func(in *Inputs) { a := &in.Appeals[0]; a.Field, a.Was, a.Is = "result", "not_satisfied", "fine" }, "appeals.0.is", "score.bad.choice"},
		{"an objection twice", func(in *Inputs) {
			in.Appeals = append(in.Appeals, appeal(2, "answered_on", "2026-05-07", "2026-05-05"))
		}, "appeals.1.no", "score.bad.appeal_twice"},
		{"an objection to an entry that is not there", func(in *Inputs) { s := strike; s.Entry = 7; in.Appeals = append(in.Appeals, s) }, "appeals.1.entry", "score.bad.entry"},
		{"an objection to another unit's entry", func(in *Inputs) { s := strike; s.Unit = 2; in.Appeals = append(in.Appeals, s) }, "appeals.1.entry", "score.bad.entry"},
	} {
		in := base(t)
		c.edit(&in)
		err := in.Check()
		if got := complaints(err); got[c.field] != c.key {
			t.Errorf("%s: got %v, want %s %s", c.name, got, c.field, c.key)
		}
		if _, computed := Compute(in); computed == nil {
			t.Errorf("%s: computed all the same", c.name)
		}
	}
}

// What a granted objection does to the sheet, and that one that waits or is refused does nothing.
func TestAppeals(t *testing.T) {
	line := func(in Inputs, rule string) Line {
		t.Helper()
		sheet, err := Compute(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range sheet.Units[0].Blocks {
			for _, l := range b.Lines {
				if l.Rule == rule {
					return l
				}
			}
		}
		t.Fatalf("no rule %s", rule)
		return Line{}
	}
	for _, c := range []struct {
		name   string
		appeal Appeal
		rule   string
		was    Points
		is     Points
	}{
		{"the day of the answer", appeal(1, "answered_on", "2026-05-07", "2026-05-06"), "late", -100, 0},
		{"an extension that had been granted", appeal(1, "due", "2026-05-06", "2026-06-30"), "late", -100, 0},
		{"a rating entered wrongly", appeal(1, "result", "not_satisfied", "basically"), "not_satisfied", -500, 0},
		{"a fact", appeal(1, "not_visited", "no", "yes"), "no_visit", 0, -500},
		{"an entry struck out", Appeal{
			No: 1, Unit: 1, FiledOn: "2027-01-06", Words: "-", Entry: 2, Ruling: RulingGranted, DecidedOn: "2027-01-06", Grounds: "-",
		}, "off_the_point", -500, 0},
	} {
		for ruling, want := range map[Ruling]Points{RulingWaits: c.was, RulingDenied: c.was, RulingGranted: c.is} {
			in := base(t)
			c.appeal.Ruling = ruling
			in.Appeals = []Appeal{c.appeal}
			if got := line(in, c.rule); got.Points != want {
				t.Errorf("%s, %s: %s comes to %s, want %s", c.name, ruling, c.rule, got.Points, want)
			}
			if in.Units[0].Items[9].AnsweredOn != "2026-05-07" || in.Units[0].Items[9].Ruled != nil {
				t.Errorf("%s: the facts themselves have changed", c.name)
			}
		}
	}
}

// Documents count when they are not there; each is shown by an entry.
func TestMissingDocuments(t *testing.T) {
	s := shippedScheme(t, "four-looks")
	s.Rules = append(s.Rules, Rule{
		Code: "papers", Block: "look_one", Name: "papers", Direction: Deduct, Unit: PerDocument, Amount: "1.5", Evidence: Manual,
		Documents: []Named{{"plan", "plan"}, {"rules", "rules"}, {"summary", "summary"}},
	})
	paper := func(no int, name string) Entry { e := entry(no, "papers", 0); e.Document = name; return e }
	for want, entries := range map[Points][]Entry{
		-450: nil, -300: {paper(1, "plan")}, 0: {paper(1, "plan"), paper(2, "rules"), paper(3, "summary")},
	} {
		u := scored(t, s, several(1, 3), entries...)
		if got := u.Blocks[0].Lines[2].Points; got != want {
			t.Errorf("%d papers: %s, want %s", len(entries), got, want)
		}
	}
	in := inputs(s, unit(1, several(1, 3)))
	in.Entries = []Entry{paper(1, "poem")}
	if got := complaints(in.Check()); got["entries.0.document"] != "score.bad.document" {
		t.Errorf("a document nobody asked for: %v", got)
	}
	in.Entries = []Entry{paper(1, "")}
	if got := complaints(in.Check()); got["entries.0.document"] != "score.bad.document" {
		t.Errorf("an entry without document: %v", got)
	}
}
