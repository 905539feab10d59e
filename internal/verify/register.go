package verify

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// register checks what the administrators keep. A row has a log from its entering on; one that came in before entering wrote an event, and that
// nobody has changed since, has none and is taken as it stands (ADR 30). Which those are stands in a list to which nothing is added (ADR 108).
func (r *run) register(ctx context.Context, tx *store.Tx) error {
	for _, kind := range roster.Kinds {
		err := tx.AuditRegister(ctx, kind, func(e store.StoredEntry) error {
			r.Register++
			doc := ""
			if e.Row != nil {
				doc = fmt.Sprintf(`{"seq":%d}`, e.Seq)
			}
			before := len(r.Bad)
			r.record(record{Register, witness.Ref{Kind: kind, ID: e.ID}, doc, e.Events, func() (bool, error) {
				if len(e.Events) == 0 {
					return false, nil
				}
				told, err := roster.Check(kind, e.ID, e.Events)
				return err == nil && ends(e) && agrees(kind, told, e.Row), err
			}})
			if len(r.Bad) == before {
				return nil
			}
			year, name, err := called(ctx, tx, kind, e)
			for i := before; i < len(r.Bad); i++ {
				r.Bad[i].Year, r.Bad[i].Name = year, name
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// called says what people call an entry of the register: by its log, and where that is gone or cannot be read, by its row. What is not there any more
// stays empty.
func called(ctx context.Context, tx *store.Tx, kind string, e store.StoredEntry) (year int, name string, err error) {
	switch kind {
	case roster.Orgs:
		name = told[org.Org](e).Name
	case roster.People:
		name = told[org.Person](e).Name
	case roster.Posts:
		name, err = personName(ctx, tx, told[org.Post](e).Person)
	case roster.Sessions:
		year = told[org.Session](e).Year
	case roster.Categories:
		name = told[org.Category](e).Name
	case roster.Honours:
		year, name, err = honoured(ctx, tx, told[org.Honour](e))
	case roster.Packs, roster.Calendars:
		c, _ := e.Row.(org.Congress)
		name = c.Name
	}
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return year, name, err
}

// told is the row of which the log of an entry tells last.
func told[T any](e store.StoredEntry) T {
	row, _ := e.Row.(T)
	for _, ev := range slices.Backward(e.Events) {
		var what roster.Told
		var by T
		if json.Unmarshal(ev.Payload, &what) == nil && json.Unmarshal(what.Row, &by) == nil {
			return by
		}
	}
	return row
}

// honoured says for which year an honour was given and to whom.
func honoured(ctx context.Context, tx *store.Tx, h org.Honour) (year int, name string, err error) {
	s, err := tx.Session(ctx, h.Session)
	if err != nil {
		return 0, "", err
	}
	if h.Person != 0 {
		name, err = personName(ctx, tx, h.Person)
		return s.Year, name, err
	}
	o, err := tx.Org(ctx, h.Org)
	return s.Year, o.Name, err
}

func personName(ctx context.Context, tx *store.Tx, id int64) (string, error) {
	p, err := tx.Person(ctx, id)
	return p.Name, err
}

// strays names rows that belong to nothing: what they would be made from is not there.
func (r *run) strays(ctx context.Context, tx *store.Tx) error {
	list, err := tx.Strays(ctx, most)
	for _, s := range list {
		kind := map[string]string{"suggestion": Row, "dossier": Dossier, "org": Register}[s.Owner]
		bad := Bad{Kind: kind, ID: s.ID, Why: "row", Detail: s.Table}
		if kind == Register {
			bad.Of = roster.Orgs
		}
		r.add(bad)
	}
	return err
}

// ends reports whether the place of a log is the one of its last event.
func ends(e store.StoredEntry) bool {
	last := e.Events[len(e.Events)-1]
	return last.Hash == e.Chain && last.To == e.State && last.Congress == e.Congress
}

// agrees reports whether a row is what its log tells. The log of the calendar stands under its congress and tells nothing of it; that of the packs
// holds the congress as it was with the choice, and nothing else of it ever changes.
func agrees(kind string, told json.RawMessage, row any) bool {
	if kind == roster.Calendars {
		return true
	}
	now, err := json.Marshal(row)
	return err == nil && string(now) == string(told)
}
