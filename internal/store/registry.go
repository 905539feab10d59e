package store

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

func entryPlaces(e *roster.Entry) []any {
	return []any{&e.Kind, &e.ID, &e.Congress, &e.State, &e.Seq, &e.Chain}
}

// Entry returns where the log of an aggregate of the registry stands; Seq is 0 when nobody has changed it yet.
func (t *Tx) Entry(ctx context.Context, kind string, id int64) (roster.Entry, error) {
	e, err := One(ctx, t, entryPlaces, `SELECT kind, id, congress_id, state, seq, chain FROM registry WHERE kind = $1 AND id = $2`, kind, id)
	if fault.Is(err, fault.NotFound) {
		return roster.Entry{Kind: kind, ID: id}, nil
	}
	return e, err
}

// SaveEntry writes where a log stands, with the event that moved it there. It must still be where the event follows.
func (t *Tx) SaveEntry(ctx context.Context, e roster.Entry, ev suggestion.Event) error {
	var err error
	if ev.Seq == 1 {
		err = Insert(ctx, t, "registry", "kind, id, congress_id, state, seq, chain", 1, func(int) []any {
			return []any{e.Kind, e.ID, e.Congress, e.State, e.Seq, e.Chain}
		})
		if IsUnique(err) {
			return fault.New(fault.Conflict, "fault.moved_on", "state", fault.Word("state."+e.Kind+"."+string(e.State)))
		}
	} else {
		var n int64
		n, err = t.Exec(ctx, `UPDATE registry SET state = $1, seq = $2, chain = $3 WHERE kind = $4 AND id = $5 AND seq = $6`,
			e.State, e.Seq, e.Chain, e.Kind, e.ID, e.Seq-1)
		if err == nil && n == 0 {
			return fault.New(fault.Conflict, "fault.moved_on", "state", fault.Word("state."+e.Kind+"."+string(e.State)))
		}
	}
	if err != nil {
		return err
	}
	return t.insertEvents(ctx, e.Kind, []suggestion.Event{ev})
}

// InsertEntries begins the logs of many rows at once, each with its first event.
func (t *Tx) InsertEntries(ctx context.Context, entries []roster.Entry, events []suggestion.Event) error {
	if err := Insert(ctx, t, "registry", "kind, id, congress_id, state, seq, chain", len(entries), func(i int) []any {
		e := entries[i]
		return []any{e.Kind, e.ID, e.Congress, e.State, e.Seq, e.Chain}
	}); err != nil {
		return err
	}
	log := make([]kindEvent, len(events))
	for i := range events {
		log[i] = kindEvent{entries[i].Kind, &events[i]}
	}
	return t.insertLog(ctx, log)
}

type formerRow struct {
	org int64
	org.FormerName
}

func (t *Tx) formerNames(ctx context.Context, which string, args ...any) (map[int64][]org.FormerName, error) {
	rows, err := All(ctx, t, func(r *formerRow) []any { return []any{&r.org, &r.Name, &r.Until} },
		`SELECT org_id, name, until_on FROM org_former WHERE org_id IN (SELECT id FROM org WHERE `+which+`) ORDER BY org_id, position`, args...)
	out := map[int64][]org.FormerName{}
	for _, r := range rows {
		out[r.org] = append(out[r.org], r.FormerName)
	}
	return out, err
}

func (t *Tx) insertFormer(ctx context.Context, orgs []org.Org) error {
	var rows [][]any
	for _, o := range orgs {
		for i, f := range o.Former {
			rows = append(rows, []any{o.ID, i, f.Name, f.Until})
		}
	}
	return Insert(ctx, t, "org_former", "org_id, position, name, until_on", len(rows), func(i int) []any { return rows[i] })
}

// CasesConcerning lists the open cases of a congress that may name a body: those that it is a party of, has assigned, or whose hand-over
// is being prepared; of what is archived those on which it still owes a report to a leader, or a promise that was found not to be kept.
func (t *Tx) CasesConcerning(ctx context.Context, congress, body int64) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT s.id FROM suggestion s
		WHERE s.congress_id = $1 AND `+visible+` AND s.state NOT IN ('withdrawn', 'refused', 'letter', 'offline', 'discarded')
			AND (s.state <> 'archived' OR EXISTS (
				SELECT 1 FROM instruction i WHERE i.suggestion_id = s.id AND i.holder = $3 AND i.state IN ('instructed', 'sent_back', 'carried')) OR EXISTS (
				SELECT 1 FROM commitment p WHERE p.suggestion_id = s.id AND p.unit_id = $2 AND p.state IN ('promised', 'claimed')))
			AND (s.state = 'pending' OR s.delegation_id = $2 OR s.county_id = $2 OR EXISTS (
				SELECT 1 FROM assignment a WHERE a.suggestion_id = s.id AND (a.unit_id = $2 OR a.assigned_by = $2 OR a.special_id = $2)))
		ORDER BY s.id`, congress, body, access.Body("unit", body))
}

// CasesSigned lists the open cases of a congress that a deputy has signed, as the lead or as a co-signer, and handed in.
func (t *Tx) CasesSigned(ctx context.Context, congress, post int64) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT s.id FROM suggestion s JOIN party p ON p.suggestion_id = s.id
		WHERE s.congress_id = $1 AND p.holder = $2 AND `+visible+`
			AND s.state NOT IN ('draft', 'cosigning', 'archived', 'withdrawn', 'refused', 'letter', 'offline', 'discarded')
		ORDER BY s.id`, congress, access.Post(post))
}

// CasesCounting lists the cases with a clock, running or held by a merge, that a calendar known from a day on may move.
func (t *Tx) CasesCounting(ctx context.Context, from calendar.Day) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT DISTINCT k.suggestion_id FROM clock k JOIN suggestion s ON s.id = k.suggestion_id
		WHERE (k.running = $1 OR s.state = 'merged' AND k.stopped_on <> '') AND (k.provisional = $1 OR k.due_on >= $2)
		ORDER BY k.suggestion_id`, true, from)
}

// CasesFromClose lists the cases put forward at a session of which a date may count from its close: a clock that some pack counts from there is
// running or held by a merge, or the case waits to be handed over, for which time may begin.
func (t *Tx) CasesFromClose(ctx context.Context, session int64) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT s.id FROM suggestion s
		WHERE s.session_id = $1 AND s.stream = 'session' AND `+visible+`
			AND (s.state = 'pending' OR EXISTS (SELECT 1 FROM clock k WHERE k.suggestion_id = s.id AND k.name IN `+clockList(t.Packs().CountedFrom(rule.FromClose))+`
				AND (k.running = $2 OR s.state = 'merged' AND k.stopped_on <> '')))
			AND s.state NOT IN ('draft', 'cosigning', 'archived', 'withdrawn', 'refused', 'letter', 'offline', 'discarded')
		ORDER BY s.id`, session, true)
}

// AddCalendarYear keeps a year of the calendar; Store.ReloadRules puts it in force after the commit.
func (t *Tx) AddCalendarYear(ctx context.Context, y calendar.YearData, post int64) error {
	raw, err := json.Marshal(y)
	if err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	n, err := Value[int64](ctx, t, `SELECT COUNT(*) FROM calendar_import`)
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `INSERT INTO calendar_import (position, year, data, imported_at, post_id) VALUES ($1, $2, $3, $4, $5)`,
		n+1, y.Year, string(raw), t.Now, post)
	if IsUnique(err) {
		return Raced(err)
	}
	return err
}

// AddPack keeps a version of a rule pack; Store.ReloadRules puts it on the list after the commit.
func (t *Tx) AddPack(ctx context.Context, p *rule.Pack, post int64) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	_, err = t.Exec(ctx, `INSERT INTO pack_import (id, version, data, imported_at, post_id) VALUES ($1, $2, $3, $4, $5)`,
		p.ID, p.Version, string(raw), t.Now, post)
	if IsUnique(err) {
		return fault.New(fault.Conflict, "roster.version_there", "version", p.Version)
	}
	return err
}

// ChoosePack puts a rule pack in force for the new hand-overs of a congress.
func (t *Tx) ChoosePack(ctx context.Context, congress int64, pack string) error {
	t.touched = true
	_, err := t.Exec(ctx, `UPDATE congress SET pack = $1, directory_version = directory_version + 1 WHERE id = $2`, pack, congress)
	return err
}

// Category returns one entry of the dictionary of matters; a fault of kind NotFound when there is none.
func (t *Tx) Category(ctx context.Context, id int64) (org.Category, error) {
	return One(ctx, t, categoryPlaces, `SELECT `+categoryNames+` FROM category WHERE id = $1`, id)
}

// PeopleOnRecord finds the people of a congress: those who hold or held a post in it, and those who were added to it and have none yet.
func (t *Tx) PeopleOnRecord(ctx context.Context, congress int64, text string, limit int) ([]org.Person, error) {
	var w Where
	w.AndIf(text != "", `name LIKE ? ESCAPE '\'`, LikeContains(text))
	w.And(`(id IN (SELECT person_id FROM post WHERE congress_id = ?) OR id IN (SELECT id FROM registry WHERE kind = 'person' AND congress_id = ?))`,
		congress, congress)
	most := w.Arg(limit)
	return All(ctx, t, personPlaces, personColumns+w.String()+` ORDER BY name, id LIMIT `+most, w.Args()...)
}
