package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"huiyin/internal/answer"
	"huiyin/internal/store"
)

// meter counts requests by door, method and status: nothing that could name a person or a case.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMeter() *meter {
	m := &meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "huiyin_requests_total", Help: "Answered requests."}, []string{"door", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "huiyin_request_seconds", Help: "Time to answer.", Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, 1, 5},
		}, []string{"door", "method"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// known are the methods that become labels; a stranger's invention must not make new series.
var known = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "DELETE": true, "OPTIONS": true}

func (m *meter) count(door string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		sent := answer.Noting(w)
		next.ServeHTTP(sent, r)
		method := r.Method
		if !known[method] {
			method = "other"
		}
		m.requests.WithLabelValues(door, method, strconv.Itoa(sent.Code)).Inc()
		m.seconds.WithLabelValues(door, method).Observe(time.Since(begun).Seconds())
	})
}

// serve answers the figures on a listener of their own, so that they are never reachable where people are.
func (m *meter) serve(l net.Listener) (stop func()) {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	// Where the time and the memory go. The rest of pprof is left out: its command line would show a database address.
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.Handle("GET /debug/pprof/heap", pprof.Handler("heap"))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(l) }()
	return func() { _ = server.Close() }
}

// ready answers whether people can be served: the database can be read. A full disk leaves it ready, for everything can still be looked up
// and taking the node out would end that too; acts are then refused with 503 and a sentence, and change nothing. So does a clock that was set back,
// which is said in a second line: another node would not know better.
func ready(s *store.Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := s.Ping(ctx); err != nil {
			http.Error(w, "database", http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ready\n"))
		if back, err := s.ClockBack(ctx); err == nil && back.By() > 0 {
			_, _ = fmt.Fprintf(w, "clock %d s behind the record\n", int64(back.By().Seconds()))
		}
	}
}
