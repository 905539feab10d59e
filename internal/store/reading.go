package store

import (
	"context"
	"strconv"

	"huiyin/internal/calendar"
)

// Reading is one deputy's record with one thing sent to be read.
type Reading struct {
	Dossier   int64
	Post      int64
	Delivered calendar.Day
	ReadOn    calendar.Day // empty: not read yet
	Minutes   int
	BegunAt   int64 // instant at which the present reading began; 0 when nobody reads
}

// longestReading is how many minutes one stretch of reading counts at most: who forgets to say that it is over has not read all night.
const longestReading = 60

const readingColumns = "dossier_id, post_id, delivered_on, read_on, minutes, begun_at"

func readingPlaces(r *Reading) []any {
	return []any{&r.Dossier, &r.Post, &r.Delivered, &r.ReadOn, &r.Minutes, &r.BegunAt}
}

// Deliver puts a dossier on the reading lists of deputies; who has it already keeps the record.
func (t *Tx) Deliver(ctx context.Context, dossier int64, posts []int64, on calendar.Day) error {
	there, err := Column[int64](ctx, t, `SELECT post_id FROM dossier_reading WHERE dossier_id = $1`, dossier)
	if err != nil {
		return err
	}
	known := map[int64]bool{}
	for _, p := range there {
		known[p] = true
	}
	var fresh []Reading
	for _, p := range posts {
		if !known[p] {
			known[p] = true
			fresh = append(fresh, Reading{Dossier: dossier, Post: p, Delivered: on})
		}
	}
	return t.InsertReadings(ctx, fresh)
}

// InsertReadings adds records that are not there yet.
func (t *Tx) InsertReadings(ctx context.Context, list []Reading) error {
	return Insert(ctx, t, "dossier_reading", readingColumns, len(list), func(i int) []any {
		r := list[i]
		return []any{r.Dossier, r.Post, r.Delivered, r.ReadOn, r.Minutes, r.BegunAt}
	})
}

// Reading returns a deputy's record; a fault of kind NotFound when nothing was sent.
func (t *Tx) Reading(ctx context.Context, dossier, post int64) (Reading, error) {
	return One(ctx, t, readingPlaces, `SELECT `+readingColumns+` FROM dossier_reading WHERE dossier_id = $1 AND post_id = $2`, dossier, post)
}

// BeginReading notes that a deputy reads now. Whoever reads already goes on.
func (t *Tx) BeginReading(ctx context.Context, dossier, post int64) error {
	_, err := t.Exec(ctx, `UPDATE dossier_reading SET begun_at = $1 WHERE dossier_id = $2 AND post_id = $3 AND begun_at = 0`, t.Now, dossier, post)
	return err
}

// EndReading adds the minutes since the beginning, by the server's clock, and marks it read.
func (t *Tx) EndReading(ctx context.Context, dossier, post int64) (Reading, error) {
	r, err := t.Reading(ctx, dossier, post)
	if err != nil {
		return r, err
	}
	if r.BegunAt != 0 && t.Now > r.BegunAt {
		r.Minutes += min(longestReading, int((t.Now-r.BegunAt)/60_000))
	}
	r.BegunAt = 0
	if r.ReadOn == "" {
		r.ReadOn = t.Today()
	}
	_, err = t.Exec(ctx, `UPDATE dossier_reading SET read_on = $1, minutes = $2, begun_at = 0 WHERE dossier_id = $3 AND post_id = $4`, r.ReadOn, r.Minutes, dossier, post)
	return r, err
}

// Readings lists every record of a dossier, those who have not read it first.
func (t *Tx) Readings(ctx context.Context, dossier int64) ([]Reading, error) {
	return All(ctx, t, readingPlaces, `SELECT `+readingColumns+` FROM dossier_reading WHERE dossier_id = $1 ORDER BY read_on, post_id`, dossier)
}

// ToRead is one line of a deputy's reading list.
type ToRead struct {
	Reading
	Kind  string
	Title string
}

// ReadingList lists what was sent to a deputy and still stands, what is unread first, the newest of each first.
func (t *Tx) ReadingList(ctx context.Context, post int64, limit int) ([]ToRead, error) {
	return All(ctx, t, func(r *ToRead) []any { return append(readingPlaces(&r.Reading), &r.Kind, &r.Title) },
		`SELECT r.dossier_id, r.post_id, r.delivered_on, r.read_on, r.minutes, r.begun_at, d.kind, d.title
		FROM dossier_reading r JOIN dossier d ON d.id = r.dossier_id
		WHERE r.post_id = $1 AND d.state NOT IN ('withdrawn', 'cancelled')
		ORDER BY CASE WHEN r.read_on = '' THEN 0 ELSE 1 END, r.delivered_on DESC, r.dossier_id DESC LIMIT `+strconv.Itoa(limit), post)
}

// CountUnread counts what a deputy has not read yet.
func (t *Tx) CountUnread(ctx context.Context, post int64) (int, error) {
	return Value[int](ctx, t, `SELECT COUNT(*) FROM dossier_reading r JOIN dossier d ON d.id = r.dossier_id
		WHERE r.post_id = $1 AND r.read_on = '' AND d.state NOT IN ('withdrawn', 'cancelled')`, post)
}
