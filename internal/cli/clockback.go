package cli

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"huiyin/internal/store"
)

// backWatch tells operators of a clock that shows less than the record: in the log when it begins, every hour that it lasts and when it ends,
// and as a figure. The record itself does not run backwards; what waits for a time of day waits longer.
type backWatch struct {
	store *store.Store
	log   *slog.Logger
	by    atomic.Int64 // milliseconds, at the last look
	said  time.Time
}

// look compares clock and record, once a minute on every node.
func (b *backWatch) look(ctx context.Context) error {
	back, err := b.store.ClockBack(ctx)
	if err != nil {
		return err
	}
	before := b.by.Swap(back.By().Milliseconds())
	switch {
	case back.By() > 0 && (before == 0 || time.Since(b.said) >= time.Hour):
		b.said = time.Now()
		b.log.WarnContext(ctx, "the clock is behind the record", "seconds", int64(back.By().Seconds()), "recorded", instant(back.Last), "clock", instant(back.Now))
	case back.By() == 0 && before > 0:
		b.log.InfoContext(ctx, "the clock has passed the record again")
	}
	return nil
}

// figure is the metric.
func (b *backWatch) figure() prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "huiyin_clock_behind_seconds", Help: "How far the clock is behind the newest record; 0 when it is not."},
		func() float64 { return float64(b.by.Load()) / 1000 })
}

// instant is a moment as people in China read it.
func instant(ms int64) string {
	return time.UnixMilli(ms).UTC().Add(8 * time.Hour).Format(time.DateTime)
}
