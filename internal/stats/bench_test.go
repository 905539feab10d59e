package stats_test

import (
	"context"
	"flag"
	"fmt"
	"syscall"
	"testing"
	"time"

	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// benchDeputies lead the cases of BenchmarkYear.
const benchDeputies = 700

var (
	benchCases    = flag.Int("cases", 10_000, "cases of each session that BenchmarkYear counts")
	benchPostgres = flag.Bool("pg", true, "BenchmarkYear on PostgreSQL too")
)

// BenchmarkYear measures the figures of a province's year of -cases cases beside a year before it of the same size: read for the first
// time (first), after a case of this year has changed (changed), and unchanged (again); each alone and with one figure by every
// dimension (drilled). least-ms and least-cpu-ms are of the quickest reading: what the program takes when nothing disturbs it.
func BenchmarkYear(b *testing.B) {
	engines := map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL}
	if *benchPostgres {
		engines["postgres"] = storetest.PostgresURL
	}
	for name, url := range engines {
		b.Run(name, func(b *testing.B) {
			s := storetest.Open(b, url(b), storetest.NewClock())
			fillYears(b, s, *benchCases)
			for _, way := range []struct {
				name    string
				touched []int64
				drill   bool
			}{
				{"first", []int64{lastSession, sessionID}, false},
				{"changed", []int64{sessionID}, false},
				{"again", nil, false},
				{"first-drilled", []int64{lastSession, sessionID}, true},
				{"changed-drilled", []int64{sessionID}, true},
				{"again-drilled", nil, true},
			} {
				b.Run(way.name, func(b *testing.B) { measureYear(b, s, way.touched, way.drill) })
			}
		})
	}
}

func measureYear(b *testing.B, s *store.Store, touched []int64, drill bool) {
	one := func() (wall, used time.Duration) {
		begun, before := time.Now(), cpu(b)
		err := s.View(b.Context(), func(tx *store.Tx) error { return readYear(b.Context(), tx, drill) })
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(begun), cpu(b) - before
	}
	one()
	leastWall, leastUsed := time.Hour, time.Hour
	for b.Loop() {
		b.StopTimer()
		for _, session := range touched {
			touch(b, s, session)
		}
		b.StartTimer()
		wall, used := one()
		leastWall, leastUsed = min(wall, leastWall), min(used, leastUsed)
	}
	b.ReportMetric(float64(leastWall.Microseconds())/1000, "least-ms")
	b.ReportMetric(float64(leastUsed.Microseconds())/1000, "least-cpu-ms")
}

// cpu is the processor time of this process so far: of SQLite all of it, of PostgreSQL our side.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func readYear(ctx context.Context, tx *store.Tx, drill bool) error {
	if _, err := stats.OfYear(ctx, tx, scope, sessionID); err != nil || !drill {
		return err
	}
	for _, by := range indicator.Dimensions {
		if _, err := stats.BreakDown(ctx, tx, scope, sessionID, "solved_or_planned", by); err != nil {
			return err
		}
	}
	return nil
}

// touch changes a case of a session, so that nothing counted in it before holds.
func touch(b *testing.B, s *store.Store, session int64) {
	err := s.Do(b.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(b.Context(), `UPDATE suggestion SET seq = seq + 1 WHERE id = (SELECT MIN(id) FROM suggestion WHERE session_id = $1)`, session)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// fillYears makes two sessions of n cases each, led by as many deputies as a province has, with one or two units a case and a promise with every second one. They are entered as
// past years and then declared to be of this program, so that no figure can leave them out early.
func fillYears(b *testing.B, s *store.Store, n int) {
	congress(b, s)
	var units []org.Org
	for i := range 60 {
		units = append(units, org.Org{ID: int64(100 + i), Congress: congressID, Kind: org.Department, Code: fmt.Sprint("u", i), Name: fmt.Sprint("U", i)})
	}
	err := s.Do(b.Context(), func(tx *store.Tx) error {
		old := org.Session{ID: lastSession, Congress: congressID, Term: 5, Number: 1, Year: 2022, Opens: "2022-01-04", Closes: "2022-01-07"}
		if err := tx.SaveSession(b.Context(), old); err != nil {
			return err
		}
		if err := tx.InsertOrgs(b.Context(), append(units, org.Org{ID: delegation, Congress: congressID, Kind: org.Delegation, Code: "d", Name: "D"})); err != nil {
			return err
		}
		var people []org.Person
		var posts []org.Post
		for i := range int64(benchDeputies) {
			people = append(people, org.Person{ID: 3000 + i, Name: fmt.Sprint("P", i)})
			posts = append(posts, org.Post{ID: 2000 + i, Congress: congressID, Org: delegation, Person: 3000 + i, Role: org.Deputy, Mandate: org.Active})
		}
		if err := tx.InsertPeople(b.Context(), people); err != nil {
			return err
		}
		return tx.InsertPosts(b.Context(), posts)
	})
	if err != nil {
		b.Fatal(err)
	}
	ratings := []suggestion.Rating{suggestion.Satisfied, suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied, ""}
	for k, session := range []int64{lastSession, sessionID} {
		for from := 0; from < n; from += 1000 {
			enter(b, s, k*n+from, min(1000, n-from), func(i int, h *suggestion.RecordHistory) {
				class := []string{"A", "B", "B", "C"}[i%4]
				h.Session = session
				h.AtMeeting = i%7 > 0
				sh := handled(class)[0]
				sh.Unit, sh.Result = units[i%len(units)].ID, ratings[i%len(ratings)]
				if class == "B" {
					sh.Commitments = []suggestion.PastPromise{{Words: "年底前建成", Due: "2023-12-01", State: []string{"kept", ""}[i%3/2]}}
				}
				h.Shares = []suggestion.PastShare{sh}
				if i%3 == 0 {
					h.Shares[0].Role = suggestion.LeadRole
					h.Shares = append(h.Shares, suggestion.PastShare{Share: suggestion.Share{Unit: units[(i+7)%len(units)].ID, Role: suggestion.Co}, AssignedOn: "2023-02-10"})
				}
			})
		}
	}
	err = s.Do(b.Context(), func(tx *store.Tx) error {
		for _, text := range []string{
			fmt.Sprintf(`UPDATE suggestion SET lead_post = 2000 + id %% %d, delegation_id = %d`, benchDeputies, delegation),
			`UPDATE suggestion SET history = FALSE, spoken = id % 3 > 0, met = id % 5 > 0, visited = id % 7 = 0, instructed = id % 2 = 0, first_on = replied_on,
				answer_due = '2023-05-10', timing = CASE id % 3 WHEN 0 THEN 'late' ELSE 'in_time' END, first_outcome = outcome, first_result = result,
				consent = 'full', published = CASE id % 2 WHEN 0 THEN 'full' ELSE '' END,
				effect = CASE id % 4 WHEN 0 THEN 'satisfied' WHEN 1 THEN 'not_satisfied' WHEN 2 THEN 'unmeasured' ELSE '' END`,
			`UPDATE assignment SET contacts = 1, met = suggestion_id % 2, sign_due = '2023-02-15', signed_on = '2023-02-12', answer_due = '2023-05-10', timing = 'in_time',
				effect = CASE suggestion_id % 4 WHEN 0 THEN 'satisfied' WHEN 1 THEN 'not_satisfied' ELSE '' END`,
		} {
			if _, err := tx.Exec(b.Context(), text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Analyze(b.Context()); err != nil {
		b.Fatal(err)
	}
}
