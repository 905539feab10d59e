package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver for CREATE DATABASE
)

// server is the PostgreSQL of this test process.
var server struct {
	once    sync.Once
	err     error
	dir     string
	stop    func()
	mu      sync.Mutex
	created int
}

var errNoPostgres = errors.New("storetest: initdb and postgres are neither in /usr/lib/postgresql/*/bin nor in PATH")

// PostgresURL returns the address of a fresh migrated PostgreSQL database, dropped with the server.
func PostgresURL(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("storetest: -short leaves PostgreSQL out")
	}
	server.once.Do(func() { server.err = startTemplate() })
	if errors.Is(server.err, errNoPostgres) && os.Getenv("CI") != "true" {
		t.Skip(server.err)
	}
	if server.err != nil {
		t.Fatal(server.err)
	}
	server.mu.Lock()
	defer server.mu.Unlock()
	server.created++
	name := "t" + strconv.Itoa(server.created)
	if err := createDatabase(name, "huiyin_template"); err != nil {
		t.Fatal(err)
	}
	return databaseURL(name)
}

func databaseURL(name string) string {
	return "postgres://postgres@/" + name + "?host=" + url.QueryEscape(server.dir)
}

func createDatabase(name, from string) error {
	db, err := sql.Open("pgx", databaseURL("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec("CREATE DATABASE " + name + " TEMPLATE " + from)
	return err
}

// quick gives up durability, which tests have no use for.
var quick = []string{
	"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "shared_buffers=24MB",
	"-c", "autovacuum=off", "-c", "jit=off",
}

// Durable starts a PostgreSQL with its own defaults, for measuring: every commit reaches the disk. The database is empty;
// stop ends the server and removes its folder. It is for one caller of a process that runs no other.
func Durable() (url string, stop func(), err error) {
	if err := startPostgres("-c", "shared_buffers=128MB"); err != nil {
		stopPostgres()
		return "", nil, err
	}
	return databaseURL("bench"), stopPostgres, createDatabase("bench", "template1")
}

func startTemplate() error {
	if err := startPostgres(quick...); err != nil {
		return err
	}
	if err := createDatabase("huiyin_template", "template1"); err != nil {
		return err
	}
	return migrateOnce(databaseURL("huiyin_template"))
}

func startPostgres(settings ...string) error {
	bin, err := binaries()
	if err != nil {
		return err
	}
	if server.dir, err = shortTempDir(); err != nil {
		return err
	}
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT}
	if os.Getuid() == 0 {
		if attr.Credential, err = postgresUser(server.dir); err != nil {
			return err
		}
	}
	data := filepath.Join(server.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-A", "trust", "-N", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", data)
	initdb.SysProcAttr, initdb.Dir = &syscall.SysProcAttr{Credential: attr.Credential}, server.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	flags := append([]string{"-D", data, "-k", server.dir, "-c", "listen_addresses=", "-c", "max_connections=60"}, settings...)
	cmd := exec.Command(filepath.Join(bin, "postgres"), flags...)
	cmd.SysProcAttr, cmd.Dir = attr, server.dir
	log, err := os.Create(filepath.Join(server.dir, "log"))
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := run(cmd); err != nil {
		return err
	}
	_ = log.Close()
	return awaitPostgres()
}

// run starts the server from a thread that lives as long as the server: the kernel's parent-death signal, which ends the
// server even when the test process is killed, belongs to that thread.
func run(cmd *exec.Cmd) error {
	started, quit, gone := make(chan error, 1), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		started <- nil
		<-quit
		_ = cmd.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = cmd.Wait()
	}()
	if err := <-started; err != nil {
		return err
	}
	server.stop = func() { close(quit); <-gone }
	return nil
}

func stopPostgres() {
	if server.stop != nil {
		server.stop()
	}
	if server.dir != "" {
		_ = os.RemoveAll(server.dir)
	}
}

func awaitPostgres() error {
	db, err := sql.Open("pgx", databaseURL("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			text, _ := os.ReadFile(filepath.Join(server.dir, "log"))
			return fmt.Errorf("postgres does not answer: %w\n%s", err, text)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	sort.Slice(found, func(i, j int) bool { return version(found[i]) > version(found[j]) })
	if len(found) > 0 {
		return filepath.Dir(found[0]), nil
	}
	if p, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(p), nil
	}
	return "", errNoPostgres
}

func version(path string) int {
	n, _ := strconv.Atoi(strings.Split(path, "/")[4])
	return n
}

// shortTempDir makes a folder whose socket path stays under the 107 bytes that the kernel allows.
func shortTempDir() (string, error) {
	parent := os.TempDir()
	if len(parent) > 70 {
		parent = "/tmp"
	}
	return os.MkdirTemp(parent, "huiyin-pg-")
}

// postgresUser gives dir to an unprivileged user, since the server refuses to run as root.
func postgresUser(dir string) (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, _ := strconv.ParseUint(u.Uid, 10, 32)
	gid, _ := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, int(uid), int(gid))
}
