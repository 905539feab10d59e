package cli

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiyin/internal/store/storetest"
	"huiyin/internal/witness"
)

// A start that is refused says why and leaves no data folder behind.
func TestARefusedStartLeavesNothing(t *testing.T) {
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	const free = "127.0.0.1:0"
	for _, row := range []struct {
		name, says string
		code       int
		args       []string
	}{
		{"a taken address", "已被其他程序占用", Wrong, []string{"serve", "--listen", taken.Addr().String()}},
		{"an address of elsewhere", "本机没有192.0.2.1:80", Wrong, []string{"serve", "--listen", "192.0.2.1:80"}},
		{"an address that is none", "“nowhere”不是可以监听的地址", Wrong, []string{"serve", "--listen", "nowhere"}},
		{"a taken address of the figures", "已被其他程序占用", Wrong, []string{"serve", "--listen", free, "--metrics", taken.Addr().String()}},
		{"a public address with a path", "对外网址", Wrong, []string{"serve", "--listen", free, "--address", "https://renda.example.cn/x"}},
		{"another kind of database", "数据库地址无法识别", Wrong, []string{"serve", "--listen", free, "--db", "mysql://x"}},
		{"a broken address of a database", "数据库地址无法识别", Wrong, []string{"serve", "--listen", free, "--db", "postgres://u:geheim@a b%zz/x"}},
		{"a port that is none", "“127.0.0.1:99999”不是", Wrong, []string{"serve", "--listen", "127.0.0.1:99999"}},
		{"a database that does not answer", "connection refused）。使用PostgreSQL的，请核对--db", Failed, []string{"serve", "--listen", free, "--db", "postgres://u@127.0.0.1:1/x"}},
		{"a demonstration on a taken address", "已被其他程序占用", Wrong, []string{"demo", "--listen", taken.Addr().String()}},
		{"a demonstration on a day that is none", "2026-13-01", Wrong, []string{"demo", "--listen", free, "--today", "2026-13-01"}},
	} {
		data := filepath.Join(t.TempDir(), "data")
		code, out, complaint := run(append(row.args, "--data", data)...)
		if code != row.code || out != "" || !strings.Contains(complaint, row.says) || strings.Contains(complaint, "geheim") {
			t.Errorf("%s: code %d, %q, %q", row.name, code, out, complaint)
		}
		if _, err := os.Stat(data); !os.IsNotExist(err) {
			t.Errorf("%s: there is a data folder (%v)", row.name, err)
		}
	}
}

// The record of an installation whose database is elsewhere is not mixed with that of a new one, when somebody forgets to say where it is.
func TestADatabaseLeftOutIsSaid(t *testing.T) {
	data := t.TempDir()
	if code, _, complaint := run("demo", "--seed-only", "--data", data, "--db", storetest.PostgresURL(t)); code != OK {
		t.Fatal(complaint)
	}
	anchors := filepath.Join(witness.Dir(data), "anchors.log")
	before, err := os.ReadFile(anchors)
	if err != nil {
		t.Fatal(err)
	}
	code, _, complaint := run("serve", "--listen", "127.0.0.1:0", "--data", data)
	if code != Failed || !strings.Contains(complaint, "请用--db") {
		t.Errorf("code %d, %q", code, complaint)
	}
	if _, err := os.Stat(filepath.Join(data, "huiyin.db")); !os.IsNotExist(err) {
		t.Errorf("a new database was begun (%v)", err)
	}
	if err := os.WriteFile(filepath.Join(data, "huiyin.db"), nil, 0o600); err != nil { // what is left of a lost one
		t.Fatal(err)
	}
	if code, _, complaint := run("anchor", "--data", data); code != Failed || !strings.Contains(complaint, "该文件是空的") {
		t.Errorf("beside an empty file: code %d, %q", code, complaint)
	}
	if after, err := os.ReadFile(anchors); err != nil || string(after) != string(before) {
		t.Errorf("the record has changed (%v)", err)
	}
}

// Who mistypes the name of the database learns that it is the name.
func TestADatabaseThatIsNotThereIsSaid(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	url := strings.Replace(storetest.PostgresURL(t), "@/t", "@/nothing_", 1)
	code, _, complaint := run("serve", "--listen", "127.0.0.1:0", "--db", url, "--data", data)
	if code != Failed || !strings.Contains(complaint, "没有--db所指的数据库") {
		t.Errorf("code %d, %q", code, complaint)
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("there is a data folder (%v)", err)
	}
}

// A city that is there keeps its day and its seed, and whoever asks for others is told so.
func TestACityKeepsItsDay(t *testing.T) {
	data := t.TempDir()
	for _, row := range []struct {
		name, says string
		args       []string
	}{
		{"made", "", []string{"--today", "2026-03-02"}},
		{"the same command again", "", []string{"--today", "2026-03-02", "--seed", "1"}},
		{"no wish", "", nil},
		{"another day", "仍用其演示日期2026-03-02和种子1", []string{"--today", "2026-06-30"}},
		{"another seed", "仍用其演示日期2026-03-02和种子1", []string{"--seed", "2"}},
	} {
		code, out, complaint := run(append([]string{"demo", "--seed-only", "--data", data}, row.args...)...)
		if code != OK || !strings.Contains(out, "演示日期为2026-03-02") || row.says == "" && complaint != "" || !strings.Contains(complaint, row.says) {
			t.Errorf("%s: code %d, %q, %q", row.name, code, out, complaint)
		}
	}
}

// What may not be read or written is named, wherever in the data folder it is.
func TestAFolderInsideThatIsNotOursIsSaid(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	data := t.TempDir()
	if err := os.Mkdir(filepath.Join(data, "files"), 0o500); err != nil {
		t.Fatal(err)
	}
	code, _, complaint := run("demo", "--seed-only", "--data", data)
	if code != Failed || !strings.Contains(complaint, "当前用户不能读写"+filepath.Join(data, "files")) {
		t.Errorf("code %d, %q", code, complaint)
	}
}
