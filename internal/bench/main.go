// Command bench measures a whole Huiyin process against the budgets of the product: it fills an installation with generated
// cases, starts the real binary on loopback, calls it with a bounded number of connections for a bounded time, and prints a
// table for docs/performance.md. It is not part of the product.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func main() {
	n := flag.Int("n", 100000, "cases")
	db := flag.String("db", "sqlite", "sqlite, postgres (one of its own), or the URL of a PostgreSQL that is kept, with its cases")
	bin := flag.String("bin", "./huiyin", "the built binary")
	seconds := flag.Int("seconds", 8, "seconds per request kind")
	conns := flag.Int("c", 16, "connections")
	only := flag.String("only", "", "measure only the kinds whose names contain this")
	profile := flag.String("profile", "", "write a processor profile of each kind below this folder")
	data := flag.String("data", "", "keep the loaded SQLite folder here, or measure the one kept before")
	flag.Parse()
	o := options{n: *n, db: *db, bin: *bin, only: *only, profile: *profile, data: *data, span: time.Duration(min(*seconds, 120)) * time.Second, conns: min(*conns, 256)}
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options say what is measured and how long.
type options struct {
	n                            int
	db, bin, only, profile, data string
	span                         time.Duration
	conns                        int
}

func run(ctx context.Context, o options) error {
	dir := o.data
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "huiyin-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	url := "sqlite:" + filepath.Join(dir, "huiyin.db")
	args := []string{"serve", "--data", dir, "--metrics", watched}
	if strings.HasPrefix(o.db, "postgres") {
		url = o.db
		if o.db == "postgres" {
			at, stop, err := storetest.Durable()
			if err != nil {
				return err
			}
			defer stop()
			url = at
		}
		args = append(args, "--db", url)
	}
	bare, err := prepare(ctx, url, o)
	if err != nil {
		return err
	}
	p, err := start(ctx, o.bin, args)
	if err != nil {
		return err
	}
	defer p.stop()
	fmt.Printf("Start to first page: %.2f s.\n\n", p.ready.Seconds())
	fmt.Printf("Its jobs of the day, all due at once at the first start: %.0f s of processor time.\n\n", p.settle(2*time.Minute).Seconds())
	if err := measure(ctx, p, o, bare); err != nil {
		return err
	}
	fmt.Printf("\nPeak resident memory of the program: %d MB. Binary: %.1f MB.\n", p.peakMB(), sizeMB(o.bin))
	return nil
}

// prepare loads the cases unless the database holds some, says what there is, and returns the durable commits a second.
func prepare(ctx context.Context, url string, o options) (bare float64, err error) {
	begun := time.Now()
	s, err := store.Open(ctx, store.Options{URL: url, Now: time.Now})
	if err != nil {
		return 0, err
	}
	kept, err := cases(ctx, s)
	if err != nil {
		return 0, err
	}
	if kept > 0 {
		fmt.Printf("\n### %.8s, the %d cases kept\n\n", o.db, kept)
	} else {
		l, err := newLoader(ctx, s)
		if err != nil {
			return 0, err
		}
		congresses, err := l.load(o.n)
		if err != nil {
			return 0, err
		}
		fmt.Printf("\n### %s, %d cases in %d congresses\n\nLoaded in %.0f s. ", o.db, l.made, congresses, time.Since(begun).Seconds())
	}
	if bare, err = bareCommits(ctx, s, 3*time.Second); err != nil {
		return 0, err
	}
	fmt.Printf("Load average at start %s. Bare one-row durable commits: %.0f/s.\n\n", loadAverage(), bare)
	return bare, s.Close()
}

// cases is how many an installation holds.
func cases(ctx context.Context, s *store.Store) (n int64, err error) {
	err = s.View(ctx, func(tx *store.Tx) error {
		n, err = store.Value[int64](ctx, tx, `SELECT count(*) FROM suggestion`)
		return err
	})
	return n, err
}

// process is the program under measurement.
type process struct {
	cmd   *exec.Cmd
	base  string
	ready time.Duration
}

// Where the measured program listens: its pages, and its own figures and profiles.
const (
	address = "127.0.0.1:18391"
	watched = "127.0.0.1:18392"
)

func start(ctx context.Context, bin string, args []string) (*process, error) {
	cmd := exec.CommandContext(ctx, bin, append(args, "--listen", address)...)
	var said bytes.Buffer
	cmd.Stderr = &said // a line for each request: shown only when the start fails
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, base: "http://" + address}
	for range 600 {
		if ok(p.base + "/sign-in") {
			p.ready = time.Since(begun)
			return p, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.stop()
	return nil, fmt.Errorf("the program does not answer at %s: %.2000s", address, said.String())
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// settle waits, no longer than longest, until the program rests, and returns the processor time it has used until then.
func (p *process) settle(longest time.Duration) time.Duration {
	used, until := p.cpu(), time.Now().Add(longest)
	for time.Now().Before(until) {
		time.Sleep(time.Second)
		now := p.cpu()
		if now-used <= 30*time.Millisecond {
			return now
		}
		used = now
	}
	return used
}

// cpu is the processor time used so far by the program and, on PostgreSQL, by its servers on this machine.
func (p *process) cpu() time.Duration {
	total := ticks(strconv.Itoa(p.cmd.Process.Pid))
	names, _ := filepath.Glob("/proc/[0-9]*/comm")
	for _, f := range names {
		if b, err := os.ReadFile(f); err == nil && strings.TrimSpace(string(b)) == "postgres" {
			total += ticks(filepath.Base(filepath.Dir(f)))
		}
	}
	return total
}

// ticks reads utime and stime of a process; the clock tick of Linux is a hundredth of a second.
func ticks(pid string) time.Duration {
	b, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0
	}
	u, _ := strconv.ParseInt(f[11], 10, 64)
	s, _ := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(u+s) * 10 * time.Millisecond
}

func (p *process) peakMB() int {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.Fields(v)[0])
			return n / 1024
		}
	}
	return 0
}

func sizeMB(bin string) float64 {
	i, err := os.Stat(bin)
	if err != nil {
		return 0
	}
	return float64(i.Size()) / (1 << 20)
}

func loadAverage() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	return strings.Fields(string(b))[0]
}
