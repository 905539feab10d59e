package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"syscall"
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
	Address string `help:"cli.help.address" env:"HUIYIN_ADDRESS" placeholder:"URL"`
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
	at, err := c.door.open(env)
	if err != nil {
		return err
	}
	defer at.Close()
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
	return c.door.serve(env, at, st, accounts)
}

// drain is how long requests under way may take after the program was told to stop.
const drain = 10 * time.Second

// entry is what a door has taken of the machine.
type entry struct {
	pages, metrics net.Listener // metrics is nil when nobody asked for figures
	address        string       // at which people reach the installation; empty: not said
}

// open takes the addresses before anything else happens: a start that is refused makes no data folder and changes no database.
func (d door) open(env *Env) (e *entry, err error) {
	e = &entry{}
	if e.address, err = public(d.Address); err != nil {
		return nil, err
	}
	if e.pages, err = listen(env, "--listen", d.Listen); err != nil {
		return nil, err
	}
	if d.Metrics == "" {
		return e, nil
	}
	if e.metrics, err = listen(env, "--metrics", d.Metrics); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

// Close gives the addresses back.
func (e *entry) Close() {
	_ = e.pages.Close()
	if e.metrics != nil {
		_ = e.metrics.Close()
	}
}

// serve returns after the last request, with the record anchored as it then is.
func (d door) serve(env *Env, at *entry, st *site, accounts []web.DemoAccount) error {
	log := slog.New(slog.NewTextHandler(env.Err, nil))
	ids := identity.New(st.Store, env.Now)
	limit, uploads := &answer.Limiter{Now: env.Now}, &answer.Uploads{}
	people := &registry.Registry{Store: st.Store, Desk: st.desk}
	pages := &web.Server{
		Registry: people, Audit: &registry.Audit{Store: st.Store, Witness: st.record},
		Identity: ids, Desk: st.desk, Files: st.files, Log: log, Now: env.Now, Limit: limit, Uploads: uploads, NewID: newID, Address: at.address, Secure: d.HTTPS, Dev: d.Dev, Demo: accounts,
	}
	browser, err := pages.Handler()
	if err != nil {
		return err
	}
	programs := &api.Server{Desk: st.desk, Store: st.Store, Identity: ids, Files: st.files, Log: log, Now: env.Now, Limit: limit, Uploads: uploads}
	watch, clock := newMeter(), &backWatch{store: st.Store, log: log}
	watch.registry.MustRegister(clock.figure())
	handler := entrance(answer.NewTurns(atOnce(st.Engine())), ready(st.Store), watch.count("web", browser), watch.count("api", gzhttp.GzipHandler(programs.Handler())))
	if at.metrics != nil {
		defer watch.serve(at.metrics)()
	}
	server := &http.Server{
		Handler: answer.Slowest.Bodies(handler), ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	scheme := "http"
	if d.HTTPS {
		scheme = "https"
	}
	fmt.Fprintln(env.Out, env.Say.T("cli.serving", "address", scheme+"://"+at.pages.Addr().String()+"/"))
	printAccounts(env, accounts)
	env.forewarn(st.Store)
	if len(accounts) > 0 && reachable(at.pages.Addr()) {
		fmt.Fprintln(env.Err, env.Say.T("demo.open", "address", at.pages.Addr().String()))
	}
	jobs := st.jobs(log, job.Task{Name: "clock", Local: true, Run: clock.look})
	jobs.Start(env.Ctx)
	defer jobs.Stop()
	done := make(chan error, 1)
	go func() { done <- server.Serve(at.pages) }()
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
	return st.sealed(env.Ctx)
}

// forewarn says at the start what whoever starts the program should know of the installation.
func (env *Env) forewarn(st *store.Store) {
	_ = st.View(env.Ctx, func(tx *store.Tx) error { // whoever cannot be told now is refused by the first page
		if all, err := tx.Congresses(env.Ctx); err == nil && len(all) == 0 {
			fmt.Fprintln(env.Err, env.Say.T("cli.no_congress_yet"))
		}
		if back, err := tx.ClockBack(env.Ctx); err == nil && back.By() > 0 {
			fmt.Fprintln(env.Err, env.Say.T("verify.clock_back", "last", instant(back.Last), "now", instant(back.Now)))
		}
		return nil
	})
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

// listen takes the address of an option, or says why it cannot be taken.
func listen(env *Env, option, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(env.Ctx, "tcp", address)
	if err == nil {
		return l, nil
	}
	key := "cli.listen"
	var form *net.AddrError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		key = "cli.listen_taken"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		key = "cli.listen_elsewhere"
	case errors.Is(err, syscall.EACCES):
		key = "cli.listen_forbidden"
	case errors.As(err, &form):
		key = "cli.listen_form"
	}
	return nil, fault.New(fault.Invalid, key, "address", address, "option", option, "detail", err.Error())
}

// public reads the address at which people reach the installation: scheme and host, which pages and cookies take for the whole of it.
func public(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fault.New(fault.Invalid, "cli.bad_address", "text", text)
	}
	return u.Scheme + "://" + u.Host, nil
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
