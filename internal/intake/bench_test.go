package intake_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"huiyin/internal/desk"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// BenchmarkImportYear10000 imports 10,000 suggestions with texts of some 750 characters while somebody acts every 20 ms, and
// tells how long the slowest action took and how long the switch itself held the writer.
func BenchmarkImportYear10000(b *testing.B) {
	m := with(sheettest.Large(10_000))
	file := workbook(b, m)
	keepFiles(b, m, file)
	for b.Loop() {
		b.StopTimer()
		s := storetest.Open(b, storetest.SQLiteURL(b), storetest.NewClock())
		o := open(b, s, m)
		stop, slowest := o.busy(b, s)
		b.StartTimer()
		r, err := o.ImportYear(b.Context(), bytes.NewReader(file), int64(len(file)), intake.Request{Actor: o.clerk})
		if err != nil || r.New != 10_000 {
			b.Fatal(err, r.New, len(r.Problems))
		}
		b.StopTimer()
		stop()
		b.ReportMetric(float64(slowest().Microseconds())/1000, "slowest-action-ms")
		b.StartTimer()
	}
}

// busy acts every 20 ms until stopped.
func (o office) busy(b *testing.B, s *store.Store) (stop func(), slowest func() time.Duration) {
	done := make(chan struct{})
	var work sync.WaitGroup
	var most time.Duration
	d := &desk.Desk{Store: s}
	work.Go(func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			begin := time.Now()
			_, err := d.Do(b.Context(), o.clerk, 0, desk.Request{Do: "enter_secret", Cmd: &suggestion.Stub{Number: "S" + strconv.Itoa(i), On: "2026-03-02"}})
			if err != nil {
				b.Error(err)
				return
			}
			most = max(most, time.Since(begin))
		}
	})
	return func() { close(done); work.Wait() }, func() time.Duration { return most }
}

// keepFiles leaves the workbooks where HUIYIN_BENCH_FILES says, for measuring the program itself from outside.
func keepFiles(b *testing.B, m sheettest.Makeup, year []byte) {
	dir := os.Getenv("HUIYIN_BENCH_FILES")
	if dir == "" {
		return
	}
	var people bytes.Buffer
	if err := sheettest.GeneratePeople(&people, m); err != nil {
		b.Fatal(err)
	}
	for name, body := range map[string][]byte{"year.xlsx": year, "people.xlsx": people.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			b.Fatal(err)
		}
	}
}
