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
