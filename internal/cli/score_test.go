package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestScoreVerify(t *testing.T) {
	const whole = "../score/testdata/shijiazhuang.bundle.json"
	raw, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	digest := string(raw)[strings.LastIndex(string(raw), `"digest": "`)+11:][:64]
	changed := filepath.Join(t.TempDir(), "changed.json")
	if err := os.WriteFile(changed, []byte(strings.Replace(string(raw), `"total": 99`, `"total": 100`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args     []string
		code     int
		out, err string
	}{
		{[]string{whole}, OK, "石家庄市建议提案办理工作考核第1版，2个单位，14件次，摘要 " + digest, ""},
		{[]string{whole, "--digest", digest}, OK, "逐字节一致", ""},
		{[]string{whole, "--lang", "en"}, OK, "The same byte for byte", ""},
		{[]string{whole, "--digest", "00"}, Failed, "", "不是公布的00"},
		{[]string{changed}, Failed, "", "第一处不同：sheet.units.0.total，卷宗中为100，重算为99"},
		{[]string{changed, "--lang", "en"}, Failed, "", "First difference: sheet.units.0.total is 100 in the bundle, 99 computed again"},
		{[]string{"../score/score.go"}, Wrong, "", "读不到文件"},
		{[]string{"score.go"}, Wrong, "", "不是考核卷宗"},
		{[]string{filepath.Dir(changed)}, Wrong, "", "读不到文件"},
		{nil, Wrong, "", ""},
	} {
		code, out, complaint := run(append([]string{"score", "verify"}, c.args...)...)
		if code != c.code || !strings.Contains(out, c.out) || !strings.Contains(complaint, c.err) || (code == OK) != (complaint == "") {
			t.Errorf("%v: %d\n%s%s", c.args, code, out, complaint)
		}
	}
}

func TestScoreVerifyFromInput(t *testing.T) {
	if code, _, complaint := run("score", "verify", "-"); code != Wrong || !strings.Contains(complaint, "不是考核卷宗") {
		t.Errorf("nothing on standard input: %d %s", code, complaint)
	}
}

// A run writes a bundle that verifies, and twice the same; it changes nothing.
func TestScoreRun(t *testing.T) {
	data := t.TempDir()
	if code, _, complaint := run("demo", "--data", data, "--seed-only", "--today", "2026-06-30"); code != OK {
		t.Fatal(complaint)
	}
	one, two := filepath.Join(data, "one.json"), filepath.Join(data, "two.json")
	for _, c := range []struct {
		args []string
		code int
		err  string
	}{
		{[]string{"shijiazhuang", "--year", "2023", "--cut-off", "2024-01-31", "--out", one}, OK, ""},
		{[]string{"shijiazhuang", "--year", "2023", "--cut-off", "2024-01-31", "--out", two}, OK, ""},
		{[]string{"nowhere", "--year", "2023", "--cut-off", "2024-01-31"}, Wrong, "nowhere"},
		{[]string{"shijiazhuang", "--year", "1999", "--cut-off", "2024-01-31"}, Wrong, "1999"},
		{[]string{"shijiazhuang", "--year", "2023", "--cut-off", "soon"}, Wrong, "soon"},
		{[]string{"shijiazhuang", "--year", "2023", "--cut-off", "2099-01-31"}, Wrong, "截止日"},
		{[]string{"shijiazhuang", "--year", "2023"}, Wrong, "cut-off"},
	} {
		code, out, complaint := run(append([]string{"score", "run", "--data", data, "--congress", "shaoheng"}, c.args...)...)
		if code != c.code || !strings.Contains(complaint, c.err) || c.code == OK && !strings.Contains(out, "石家庄") {
			t.Errorf("%v: %d\n%s%s", c.args, code, out, complaint)
		}
	}
	a, errA := os.ReadFile(one)
	b, errB := os.ReadFile(two)
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("two runs differ: %v %v", errA, errB)
	}
	if code, _, complaint := run("score", "verify", one); code != OK {
		t.Error(complaint)
	}
	if code, _, complaint := run("verify", "--data", data); code != OK {
		t.Error(complaint)
	}
}
