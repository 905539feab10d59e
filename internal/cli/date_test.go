package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"huiyin/internal/i18n"
)

func run(args ...string) (code int, out, complaint string) {
	var stdout, stderr bytes.Buffer
	code = Main(context.Background(), args, func(string) string { return "" }, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestDateSaysWhenAndWhy(t *testing.T) {
	for _, c := range []struct {
		args string
		want []string
	}{
		{"date --pack hunan-city --clock reply --from 2025-11-15", []string{"2026-02-24（星期二）\n", "2025年11月15日交办起算，三个月至2026年2月15日，在春节假期内，顺延至2月24日（《代表法》第五十一条）。\n"}},
		{"date --pack hunan-city --clock reply --from 2026-02-03 --lang en", []string{"2026-05-06 (Wednesday)\n", "Labour Day holiday", "(《代表法》第五十一条)."}},
		{"date --pack zhejiang --clock reply --from 2026-01-20", []string{"2026-04-20", "1月20日签收起算"}},
		{"date --pack shandong --clock reply --from 2026-01-20 --stream session", []string{"2026-04-20", "1月20日大会闭幕起算", "议事规则》第三十三条"}},
		{"date --pack hunan-city --clock contact --from 2026-03-02", []string{"2026-03-30", "（系统默认，参照重庆市、湖北省随州市的规定）"}},
		{"date --term 10d --from 2026-03-02", []string{"2026-03-12（星期四）\n2026年3月2日起算（当日不计），十日至3月12日。\n"}},
		{"date --term=5wd --from=2026-02-10", []string{"2026-02-24", "春节假期2月15日至23日不计"}},
		{"date --term 3m --from 2026-11-30", []string{"2027-03-01（星期一，暂定）", "系统中没有2027年放假安排"}},
	} {
		code, out, complaint := run(strings.Fields(c.args)...)
		if code != OK || complaint != "" {
			t.Errorf("%s: code %d, %s", c.args, code, complaint)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is not in\n%s", c.args, want, out)
			}
		}
	}
}

func TestDateJSON(t *testing.T) {
	_, out, _ := run("date", "--pack", "hunan-city", "--clock", "reply", "--from", "2025-11-15", "--json")
	var got struct {
		Due, Raw, Start, Source string
		Provisional             bool
		Steps                   []struct{ Key, Text string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Due != "2026-02-24" || got.Raw != "2026-02-15" || got.Start != "2025-11-15" || got.Provisional || got.Source == "" {
		t.Errorf("got %+v", got)
	}
	if len(got.Steps) != 5 || got.Steps[2].Text != "在春节假期内" || got.Steps[3].Key != "date.step.rolled" {
		t.Errorf("steps %+v", got.Steps)
	}
}

func TestDateRefuses(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"date --pack mars --clock reply --from 2026-01-01", "没有规则包“mars”"},
		{"date --pack law --clock lunch --from 2026-01-01", "没有名为“lunch”的期限"},
		{"date --pack shanghai --clock feedback --from 2026-01-01", "规则包“上海市”没有给出“代表评价”期限"},
		{"date --pack law --clock feedback --from 2026-01-01 --lang en", "gives no limit for “evaluation”"},
		{"date --pack shandong --clock object --from 2026-01-01 --stream session", "没有给出"},
		{"date --pack law --clock reply --from 2026-02-30", "没有“2026-02-30”这一天"},
		{"date --pack law --clock reply --from 26-02-03", "只有两位"},
		{"date --pack law --clock reply --from 03/02/2026", "不是日期"},
		{"date --pack law --clock reply --from 3026-02-03", "1900年至2199年"},
		{"date --pack law --clock reply", "--from"},
		{"date --from 2026-01-01", "--pack"},
		{"date --pack law --from 2026-01-01", "--clock"},
		{"date --pack law --clock reply --term 3m --from 2026-01-01", "只能选一种"},
		{"date --pack law --clock reply --from 2026-01-01 --stream night", "night"},
		{"date --term -3m --from 2026-01-01", "须大于零"},
		{"date --term=-3m --from 2026-01-01", "须大于零"},
		{"date --term 0wd --from 2026-01-01", "须大于零"},
		{"date --term 3w --from 2026-01-01", "不是期限"},
		{"date --term 3000d --from 2026-01-01", "过长"},
		{"date --frm 2026-01-01", "命令有误"},
		{"dat", "命令有误"},
		{"date --term 3m --from 2026-01-01 --lang fr", "fr"},
	} {
		code, out, complaint := run(strings.Fields(c.args)...)
		if code != Wrong || out != "" || !strings.Contains(complaint, c.want) || strings.Count(complaint, "\n") != 1 {
			t.Errorf("%s: code %d, out %q, complaint %q", c.args, code, out, complaint)
		}
	}
}

func TestHelpIsTranslated(t *testing.T) {
	for _, lang := range i18n.Languages {
		env := &Env{Say: i18n.For(lang), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
		k, err := env.parser(&commands{})
		if err != nil {
			t.Fatal(err)
		}
		var walk func(n *kong.Node)
		walk = func(n *kong.Node) {
			if n.Help == "" || strings.HasPrefix(n.Help, "cli.help") {
				t.Errorf("%s: %s has no help", lang, n.FullPath())
			}
			for _, f := range n.Flags {
				if f.Help == "" || strings.HasPrefix(f.Help, "cli.help") {
					t.Errorf("%s: %s --%s has no help", lang, n.FullPath(), f.Name)
				}
			}
			for _, c := range n.Children {
				walk(c)
			}
		}
		walk(k.Model.Node)
	}
	code, out, _ := run("--help")
	if code != OK || !strings.Contains(out, "推算期限") {
		t.Errorf("code %d\n%s", code, out)
	}
	if code, none, _ := run(); code != OK || none != out {
		t.Errorf("without arguments: code %d", code)
	}
}
