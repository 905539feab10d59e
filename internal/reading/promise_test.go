package reading

import (
	"strings"
	"testing"
)

func TestPromises(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing promised":                    {"感谢您的关心。我局高度重视。", ""},
		"by the end of the year":              {"我局将于今年年底前完成改造。", "我局将于今年年底前完成改造@2026-12-31"},
		"by a month of the next year":         {"拟于明年6月底前建成投用。", "拟于明年6月底前建成投用@2027-06-30"},
		"by a day":                            {"2026年9月15日前完成招标", "2026年9月15日前完成招标@2026-09-15"},
		"by a quarter":                        {"力争第三季度启动", "力争第三季度启动@2026-09-30"},
		"a promise without a day":             {"下一步将加大投入力度。", "下一步将加大投入力度@"},
		"what has been done":                  {"已于2026年3月完成整改。已经投入120万元。", ""},
		"a day that is over":                  {"计划2025年12月完成。", ""},
		"February ends when it does":          {"将于2027年2月底完成", "将于2027年2月底完成@2027-02-28"},
		"a day that there is not":             {"2026年13月完成", ""},
		"several sentences, each for itself":  {"一是将新增护栏，10月底前完成；二是已经清理占道。\n三是明年年底前全面达标！", "一是将新增护栏，10月底前完成@2026-10-31 三是明年年底前全面达标@2027-12-31"},
		"done so far, and what is still owed": {"截至6月底完成80%，剩余部分11月底前完成。", "截至6月底完成80%，剩余部分11月底前完成@2026-11-30"},
	} {
		var got []string
		for _, p := range Promises(c.text, "2026-07-01") {
			got = append(got, p.Words+"@"+string(p.Due))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}
