package cli

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
)

// The warning about known passwords stands or falls with who can reach the address.
func TestWhatOtherMachinesReach(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": false, "127.9.9.9:80": false, "[::1]:80": false,
		"0.0.0.0:80": true, "[::]:80": true, "10.0.0.5:80": true, "[fe80::1]:80": true,
	} {
		a, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if reachable(a) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}

// Whoever watches the program is answered at once while all places of those who read are taken.
func TestWatchersDoNotWaitWithReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		said := func(what string) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/long" {
					time.Sleep(40 * time.Millisecond)
				}
				_, _ = w.Write([]byte(what))
			})
		}
		h := entrance(answer.NewTurns(2), said("ready"), said("pages"), said("programs"))
		ask := func(path string) (string, time.Duration) {
			begun, w := time.Now(), httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			return w.Body.String(), time.Since(begun)
		}
		for range 2 {
			go ask("/long")
		}
		synctest.Wait()
		for _, row := range []struct {
			path, answer string
			waits        bool
		}{
			{"/readyz", "ready", false},
			{"/healthz", "pages", false},
			{"/suggestions", "pages", true},
			{"/api/v1/suggestions", "programs", false}, // after the first who waited there is room
		} {
			if got, waited := ask(row.path); got != row.answer || (waited > 0) != row.waits {
				t.Errorf("%s: %q after %s", row.path, got, waited)
			}
		}
		time.Sleep(time.Second)
	})
}

func keyOf(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Key
	}
	return ""
}

func TestThePublicAddressIsAWholeOne(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "https://renda.example.cn": "https://renda.example.cn", "https://renda.example.cn/": "https://renda.example.cn",
		"http://10.0.0.5:8080": "http://10.0.0.5:8080", "http://[fd00::5]:8080": "http://[fd00::5]:8080",
	} {
		if got, err := public(text); err != nil || got != want {
			t.Errorf("%q: %q %v, not %q", text, got, err, want)
		}
	}
	for _, text := range []string{"renda.example.cn", "ftp://renda.example.cn", "https://", "https://:8080", "https://a@renda.example.cn", "https://renda.example.cn/huiyin", "https://renda.example.cn?x=1", "https://renda.example.cn/#x", "::"} {
		if got, err := public(text); keyOf(err) != "cli.bad_address" {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
}

func TestADataFolderThatIsNotOursIsSaid(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	ours, elsewhere := database{Data: dir}, database{Data: dir, DB: "postgres://x"}
	if err := ours.writable(); err != nil {
		t.Error("a new folder:", err)
	}
	file := filepath.Join(dir, "huiyin.db")
	if err := os.WriteFile(file, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := ours.writable(); keyOf(err) != "cli.data_not_ours" {
		t.Error("a file that may only be read:", err)
	}
	if err := elsewhere.writable(); err != nil {
		t.Error("the same while the database is elsewhere:", err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := ours.writable(); keyOf(err) != "cli.data_not_ours" {
		t.Error("a folder that may only be read:", err)
	}
	if err := elsewhere.writable(); keyOf(err) != "cli.data_not_ours" {
		t.Error("a folder that may only be read while the database is elsewhere:", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := ours.writable(); err != nil {
		t.Error("opened again:", err)
	}
}
