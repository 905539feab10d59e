package cli

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

// A clock that is set back is told wherever an operator looks, once and not every minute, and until it has caught up; nothing is called bad.
func TestAClockSetBackIsTold(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		testkit.Open(t, s).Handled("0001")
		var log bytes.Buffer
		watch, figures := &backWatch{store: s, log: slog.New(slog.NewTextHandler(&log, nil))}, newMeter()
		figures.registry.MustRegister(watch.figure())
		for _, row := range []struct {
			name  string
			moved time.Duration
			want  float64 // seconds
			logs  string
		}{
			{"as it was", 0, 0, ""},
			{"a minute back, as between nodes", -time.Minute, 0, ""},
			{"an hour back", -59 * time.Minute, 3600, "the clock is behind the record"},
			{"and a minute on", time.Minute, 3540, ""},
			{"past the record", time.Hour, 0, "has passed the record again"},
		} {
			clock.Advance(row.moved)
			log.Reset()
			if err := watch.look(t.Context()); err != nil {
				t.Fatal(err)
			}
			page := httptest.NewRecorder()
			promhttp.HandlerFor(figures.registry, promhttp.HandlerOpts{}).ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
			if line := fmt.Sprintf("\nhuiyin_clock_behind_seconds %v\n", row.want); !strings.Contains(page.Body.String(), line) {
				t.Errorf("%s: the figures lack%s", row.name, line)
			}
			if got := log.String(); row.logs == "" && got != "" || !strings.Contains(got, row.logs) {
				t.Errorf("%s: logged %q", row.name, got)
			}
			w := httptest.NewRecorder()
			ready(s)(w, httptest.NewRequest("GET", "/readyz", nil))
			if w.Code != 200 || strings.Contains(w.Body.String(), "clock") != (row.want > 0) {
				t.Errorf("%s: %d %q", row.name, w.Code, w.Body)
			}
			r, err := verify.Run(t.Context(), s, "")
			if err != nil || !r.Clean() || (r.Clock != nil) != (row.want > 0) {
				t.Errorf("%s: verified %+v, %v", row.name, r, err)
			}
		}

		// Where nothing is recorded for hours, the minutes in which time acted tell.
		clock.Advance(5 * time.Hour)
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			_, err := tx.ClaimSlot(t.Context(), "time", tx.Now/60_000, "n", time.Minute)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(-time.Hour)
		if back, err := s.ClockBack(t.Context()); err != nil || back.By() != time.Hour {
			t.Errorf("%v, %v", back, err)
		}
	})
}

// Whoever starts the program in a terminal reads there what the installation lacks.
func TestAStartForewarns(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		told := func(name, want string) {
			t.Helper()
			var said bytes.Buffer
			(&Env{Ctx: t.Context(), Err: &said, Say: i18n.For("zh-CN")}).forewarn(s)
			if got := said.String(); want == "" && got != "" || !strings.Contains(got, want) {
				t.Errorf("%s: %q", name, got)
			}
		}
		told("nothing is there", "请先用huiyin found建立")
		testkit.Open(t, s).Handled("0001")
		told("all is well", "")
		clock.Advance(-time.Hour)
		told("the clock is behind", "本机时间（2026-03-02 08:00:00）早于最后一条记录的时间（2026-03-02 09:00:00）")
	})
}
