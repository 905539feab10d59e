package verify_test

import (
	"encoding/json"
	"flag"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

var scale = flag.Int("scale", 2000, "cases that BenchmarkVerify verifies")

// copies multiplies one case: the same log under other ids and numbers, chained anew.
func copies(b *testing.B, s *store.Store, log []suggestion.Event, n int) {
	const perStatement = 500
	for from := 0; from < n; from += perStatement {
		ids, err := s.NewIDs(b.Context(), min(perStatement, n-from))
		if err != nil {
			b.Fatal(err)
		}
		var cases []*suggestion.Case
		var events []suggestion.Event
		for _, id := range ids {
			own := slices.Clone(log)
			for i := range own {
				own[i].Case = id
				own[i].Payload = json.RawMessage(strings.Replace(string(own[i].Payload), `"number":"0001"`, `"number":"`+strconv.FormatInt(id, 36)+`"`, 1))
			}
			rehash(own)
			c, err := suggestion.Replay(id, own, suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt})
			if err != nil {
				b.Fatal(err)
			}
			cases, events = append(cases, c), append(events, own...)
		}
		if err := s.Do(b.Context(), func(tx *store.Tx) error { return tx.InsertCases(b.Context(), cases, events) }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify verifies -scale cases of twelve events and says how long an anchor and a verification take and how much memory is in use.
func BenchmarkVerify(b *testing.B) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Open(b, url(b), storetest.NewClock())
			o := open(b, s)
			c := o.handled(b, "0001")
			var log []suggestion.Event
			err := s.View(b.Context(), func(tx *store.Tx) (err error) { log, err = tx.Events(b.Context(), c.ID); return err })
			if err != nil {
				b.Fatal(err)
			}
			copies(b, s, log, *scale-1)
			began := time.Now()
			if _, err := o.log.Anchor(b.Context()); err != nil {
				b.Fatal(err)
			}
			first := time.Since(began)
			began = time.Now()
			if _, err := o.log.Anchor(b.Context()); err != nil {
				b.Fatal(err)
			}
			daily := time.Since(began)
			var peak atomic.Uint64
			done := make(chan struct{})
			go func() {
				tick := time.NewTicker(20 * time.Millisecond)
				defer tick.Stop()
				for {
					select {
					case <-done:
						return
					case <-tick.C:
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						peak.Store(max(peak.Load(), m.HeapInuse))
					}
				}
			}()
			for b.Loop() {
				r, err := verify.Run(b.Context(), s, witness.Dir(o.data))
				if err != nil || !r.Clean() || r.Cases != int64(*scale) {
					b.Fatalf("%+v %v", r, err)
				}
			}
			close(done)
			b.ReportMetric(float64(peak.Load())/(1<<20), "heap-MB")
			b.ReportMetric(first.Seconds(), "first-anchor-s")
			b.ReportMetric(daily.Seconds(), "anchor-s")
		})
	}
}
