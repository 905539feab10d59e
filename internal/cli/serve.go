package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/google/uuid"
	"github.com/klauspost/compress/gzhttp"

	"huiyin/internal/answer"
	"huiyin/internal/api"
	"huiyin/internal/demo"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/job"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/web"
)

// door says where and how pages are served.
type door struct {
	Listen  string `help:"cli.help.listen" default:"127.0.0.1:8080" env:"HUIYIN_LISTEN" placeholder:"ADDRESS"`
	HTTPS   bool   `name:"https" help:"cli.help.https" env:"HUIYIN_HTTPS"`
	Metrics string `help:"cli.help.metrics" env:"HUIYIN_METRICS" placeholder:"ADDRESS"`
	Dev     bool   `help:"cli.help.dev" hidden:""`
}

// serve runs the program on an installation: huiyin serve --data DIR --listen ADDRESS.
type serve struct {
	database
	door
}

// Run opens the installation and serves until the program is told to stop.
func (c *serve) Run(env *Env) error {
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close()
	var accounts []web.DemoAccount // listed when the installation shows the invented city
	shown, ok, err := demo.Find(env.Ctx, st.Store)
	if err != nil {
		return err
	}
	if ok {
		accounts = roleAccounts(shown)
	}
	return c.door.serve(env, st, accounts)
}

// drain is how long requests under way may take after the program was told to stop.
const drain = 10 * time.Second

// serve listens first, so that a taken address is said before anything else happens, and returns after the last request, with the record
// anchored as it then is.
func (d door) serve(env *Env, st *site, accounts []web.DemoAccount) error {
	log := slog.New(slog.NewTextHandler(env.Err, nil))
	ids := identity.New(st.Store, env.Now)
	limit := &answer.Limiter{Now: env.Now}
	people := &registry.Registry{Store: st.Store, Desk: st.desk}
	pages := &web.Server{
		Registry: people, Audit: &registry.Audit{Store: st.Store, Witness: st.record},
		Identity: ids, Desk: st.desk, Files: st.files, Log: log, Now: env.Now, Limit: limit, NewID: newID, Secure: d.HTTPS, Dev: d.Dev, Demo: accounts,
	}
	browser, err := pages.Handler()
	if err != nil {
		return err
	}
	programs := &api.Server{Desk: st.desk, Store: st.Store, Identity: ids, Files: st.files, Log: log, Now: env.Now, Limit: limit}
	watch, clock := newMeter(), &backWatch{store: st.Store, log: log}
	watch.registry.MustRegister(clock.figure())
	handler := entrance(answer.NewTurns(atOnce(st.Engine())), ready(st.Store), watch.count("web", browser), watch.count("api", gzhttp.GzipHandler(programs.Handler())))
	if d.Metrics != "" {
		stop, err := watch.listen(env, d.Metrics)
		if err != nil {
			return err
		}
		defer stop()
	}
	listener, err := new(net.ListenConfig).Listen(env.Ctx, "tcp", d.Listen)
	if err != nil {
		return fault.New(fault.Invalid, "cli.listen_taken", "address", d.Listen, "detail", err.Error())
	}
	server := &http.Server{
		Handler: answer.Slowest.Bodies(handler), ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	scheme := "http"
	if d.HTTPS {
		scheme = "https"
	}
	fmt.Fprintln(env.Out, env.Say.T("cli.serving", "address", scheme+"://"+listener.Addr().String()+"/"))
	printAccounts(env, accounts)
	if len(accounts) > 0 && reachable(listener.Addr()) {
		fmt.Fprintln(env.Err, env.Say.T("demo.open", "address", listener.Addr().String()))
	}
	jobs := st.jobs(log, job.Task{Name: "clock", Local: true, Run: clock.look})
	jobs.Start(env.Ctx)
	defer jobs.Stop()
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-env.Ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(env.Ctx), drain)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	jobs.Stop()
	return st.anchor(env.Ctx)
}

// entrance puts the doors together. Readings take turns; whoever watches the program does not stand in that line: the more there is to do, the
// surer must the answer be that it runs.
func entrance(turns *answer.Turns, ready, pages, programs http.Handler) http.Handler {
	read := http.NewServeMux()
	read.Handle(api.Prefix+"/", programs)
	read.Handle("/", pages)
	mux := http.NewServeMux()
	mux.Handle("GET /readyz", ready)
	mux.Handle("GET /healthz", pages)
	mux.Handle("/", turns.Readings(read))
	return mux
}

// atOnce is how many readings are answered at a time: as many as there are processors, and more where they wait for a database elsewhere.
func atOnce(e store.Engine) int {
	n := max(2, runtime.GOMAXPROCS(0))
	if e == store.PostgreSQL {
		n *= 2
	}
	return n
}

// reachable reports whether other machines can reach an address.
func reachable(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback()
}

func newID() string {
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.NewString()
	}
	return id.String()
}
