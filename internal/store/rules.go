package store

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// rules are the packs and calendars in force: those shipped with the program and those imported since.
type rules struct {
	book      *rule.Book
	calendar  *calendar.Calendar
	calendars map[string]*calendar.Calendar // by version, for replays
}

type rulesNow struct{ atomic.Pointer[rules] }

// Packs returns every pack the installation knows.
func (s *Store) Packs() *rule.Book { return s.rules.Load().book }

// Calendar returns the calendar in force.
func (s *Store) Calendar() *calendar.Calendar { return s.rules.Load().calendar }

// CalendarAt returns an earlier version of the calendar; false when the installation never had it.
func (s *Store) CalendarAt(version string) (*calendar.Calendar, bool) {
	c, ok := s.rules.Load().calendars[version]
	return c, ok
}

// ReloadRules reads imported packs and calendars again. A node calls it at start and whenever another may have imported.
func (s *Store) ReloadRules(ctx context.Context) error {
	r := &rules{book: rule.Shipped(), calendar: calendar.Shipped(), calendars: map[string]*calendar.Calendar{}}
	r.calendars[r.calendar.Version()] = r.calendar
	err := s.View(ctx, func(t *Tx) error {
		years, err := Column[string](ctx, t, `SELECT data FROM calendar_import ORDER BY position`)
		if err != nil {
			return err
		}
		for _, raw := range years {
			var y calendar.YearData
			if err := json.Unmarshal([]byte(raw), &y); err != nil {
				return fmt.Errorf("imported calendar: %w", err)
			}
			if r.calendar, err = r.calendar.With(y); err != nil {
				return fmt.Errorf("imported calendar: %w", err)
			}
			r.calendars[r.calendar.Version()] = r.calendar
		}
		packs, err := Column[string](ctx, t, `SELECT data FROM pack_import ORDER BY imported_at, id, version`)
		if err != nil {
			return err
		}
		for _, raw := range packs {
			p, err := rule.Parse([]byte(raw))
			if err != nil {
				return fmt.Errorf("imported pack: %w", err)
			}
			if r.book, err = r.book.With(p); err != nil {
				return fmt.Errorf("imported pack: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.rules.Store(r)
	return nil
}

// Packs returns every pack the installation knows.
func (t *Tx) Packs() *rule.Book { return t.s.Packs() }

// Calendar returns the calendar in force.
func (t *Tx) Calendar() *calendar.Calendar { return t.s.Calendar() }

// CalendarAt returns an earlier version of the calendar, as replays need it.
func (t *Tx) CalendarAt(version string) (*calendar.Calendar, bool) { return t.s.CalendarAt(version) }
