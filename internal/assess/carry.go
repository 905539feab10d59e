package assess

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// fourthQuarter begins on this day of the year, and with it the time for the report on the year's promises; it ends with the year.
const fourthQuarter, yearEnd = "-10-01", "-12-31"

// KeepLedger does what the calendar asks of the ledger of every congress: it carries what earlier terms still owe into the present one, and asks
// for the reports that are due. It returns how many reports were asked for. Roll-over at year end needs nobody: see suggestion.Settle.
func KeepLedger(ctx context.Context, d *desk.Desk) (int, error) {
	congresses, err := congressesOf(ctx, d)
	if err != nil {
		return 0, err
	}
	opened := 0
	for _, g := range congresses {
		open, err := begun(ctx, d, g.ID)
		if err != nil {
			return opened, err
		}
		if !open {
			continue // a congress that has just been founded owes nothing, and must not keep the others from theirs
		}
		if err := carryTerms(ctx, d, g.ID); err != nil {
			return opened, err
		}
		err = d.System(ctx, g.ID, func(w *desk.Work) error {
			n, err := askForReports(ctx, w, g.ID)
			opened += n
			return err
		})
		if err != nil {
			return opened, err
		}
	}
	return opened, nil
}

// begun reports whether a session of a congress has opened.
func begun(ctx context.Context, d *desk.Desk, congress int64) (yes bool, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		sessions, err := tx.Sessions(ctx, congress)
		yes = slices.ContainsFunc(sessions, func(s org.Session) bool { return s.Opens <= tx.Today() })
		return err
	})
	return yes, err
}

// termsOf maps the sessions of a congress to their terms (届).
func termsOf(ctx context.Context, tx *store.Tx, congress int64) (map[int64]int, error) {
	sessions, err := tx.Sessions(ctx, congress)
	out := map[int64]int{}
	for _, s := range sessions {
		out[s.ID] = s.Term
	}
	return out, err
}

// changeOfTerm finds the last change of term: the first session of the present term, and the term that it ended; false where the record
// begins within the present term. By law (选举法, 代表法) a term lasts until the first session of the next, so that both are one day.
func changeOfTerm(sessions []org.Session, today calendar.Day) (first org.Session, ended int, ok bool) {
	for _, s := range sessions {
		if s.Opens <= today && (s.Term > first.Term || s.Term == first.Term && s.Opens < first.Opens) {
			first = s
		}
	}
	for _, s := range sessions {
		if s.Term < first.Term {
			ended = max(ended, s.Term)
		}
	}
	return first, ended, ended > 0
}

// carryTerms carries every promise that is still open and was made in an earlier term into the present one, case by case.
func carryTerms(ctx context.Context, d *desk.Desk, congress int64) error {
	var cases []int64
	present := 0
	err := d.Store.View(ctx, func(tx *store.Tx) error {
		sessions, err := tx.Sessions(ctx, congress)
		if err != nil {
			return err
		}
		first, _, ok := changeOfTerm(sessions, tx.Today())
		if present = first.Term; !ok {
			return nil
		}
		cases, err = tx.CasesToCarry(ctx, congress, present)
		return err
	})
	for _, id := range cases {
		if err == nil {
			err = carryCase(ctx, d, id, present)
		}
	}
	return err
}

// carryCase carries the promises of one suggestion. What another node has carried meanwhile is left as it is.
func carryCase(ctx context.Context, d *desk.Desk, id int64, present int) error {
	var events []suggestion.Event
	err := d.Store.Do(ctx, func(tx *store.Tx) error {
		events = nil
		c, err := tx.ReadCase(ctx, id)
		if err != nil {
			return err
		}
		made, err := tx.Session(ctx, c.Session)
		if err != nil {
			return err
		}
		for _, k := range c.Commitments {
			from := max(made.Term, k.TermIn())
			if !slices.Contains(suggestion.OwedStates, k.State) || from >= present {
				continue
			}
			done, err := d.Order(ctx, tx, id, k.No, "carry_term", &suggestion.CarryTerm{From: from, Into: present})
			if err != nil {
				return err
			}
			events = append(events, done...)
		}
		return nil
	})
	if err == nil {
		d.Tell(events)
	}
	return err
}

// askForReports asks the deputies' committee, and the government's office where there is one, for the report on promises: once a year from the
// fourth quarter on, and once for each change of term while the time that the pack gives for the account runs.
func askForReports(ctx context.Context, w *desk.Work, congress int64) (int, error) {
	today := w.Env.Today
	var ask []look.OpenLedgerReport
	if year := today.Year(); today >= calendar.Day(strconv.Itoa(year)+fourthQuarter) {
		ask = append(ask, look.OpenLedgerReport{Year: year, Until: calendar.Day(strconv.Itoa(year) + yearEnd)})
	}
	sessions, err := w.Tx().Sessions(ctx, congress)
	if err != nil {
		return 0, err
	}
	first, ended, ok := changeOfTerm(sessions, today)
	if until := accountDue(w, first); ok && today <= until {
		ask = append(ask, look.OpenLedgerReport{Occasion: look.AtTermsEnd, Year: first.Year, Term: ended, Until: until})
	}
	if len(ask) == 0 {
		return 0, nil
	}
	all := access.Of(org.Actor{Post: org.Post{Congress: congress, Role: org.CommitteeClerk}})
	if _, _, promises, err := w.Tx().Commitments(ctx, all, store.CommitmentFilter{Limit: 1}); err != nil || promises == 0 {
		return 0, err
	}
	n := 0
	for _, cmd := range ask {
		asked, err := askEach(ctx, w, congress, cmd)
		if n += asked; err != nil {
			return n, err
		}
	}
	return n, nil
}

// accountDue is the last day of the account of a term, counted by the pack in force from the opening of the first session of the next; empty
// where the pack asks for none.
func accountDue(w *desk.Work, first org.Session) calendar.Day {
	pack, ok := w.Tx().Packs().At(w.Env.InForce.ID, w.Env.InForce.Version)
	if !ok {
		return ""
	}
	term, ok := pack.TermOf(rule.TermAccount)
	if !ok {
		return ""
	}
	return calendar.Due(first.Opens, term, w.Env.Calendar).Due
}

// askEach asks every body that has to report and has not been asked yet.
func askEach(ctx context.Context, w *desk.Work, congress int64, cmd look.OpenLedgerReport) (int, error) {
	there, err := w.Tx().DossiersOf(ctx, congress, "ledger_report", 0)
	if err != nil {
		return 0, err
	}
	dir, err := w.Tx().Directory(ctx, congress)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, o := range dir.Orgs {
		gov := o.Kind == org.GovernmentOffice
		if o.Ended != "" || !gov && o.Kind != org.Committee {
			continue
		}
		if slices.ContainsFunc(there, func(d dossier.Doc) bool {
			r := d.(*look.LedgerReport)
			return r.Occasion == cmd.Occasion && r.Year == cmd.Year && r.Term == cmd.Term && r.Gov == gov
		}) {
			continue
		}
		c := cmd
		c.Gov, c.Title = gov, titleOf(o, cmd)
		r, err := w.Order(ctx, "ledger_report", 0, 0, "open_ledger_report", &c)
		if err != nil {
			return n, err
		}
		there, n = append(there, r), n+1
	}
	return n, nil
}

// titleOf is the title that the paper bears, in the language of papers.
func titleOf(o org.Org, c look.OpenLedgerReport) string {
	say := i18n.For(i18n.Chinese)
	if c.Occasion == look.AtTermsEnd {
		return say.T("look.ledger_title_term", "body", o.Name, "term", say.Ordinal(c.Term))
	}
	return say.T("look.ledger_title", "body", o.Name, "year", c.Year)
}

// congressesOf lists every congress of the installation.
func congressesOf(ctx context.Context, d *desk.Desk) (list []org.Congress, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.Congresses(ctx)
		return err
	})
	return list, err
}
