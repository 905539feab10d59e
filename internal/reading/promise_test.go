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
		"by the middle of a month":            {"9月中旬前完成验收，9月上旬通报。", "9月中旬前完成验收，9月上旬通报@2026-09-20"},
		"years are no end of a year":          {"三年内可一次或分次提取。", ""},
		"by the end of the year, unnamed":     {"该路段年底前贯通", "该路段年底前贯通@2026-12-31"},
		"handing over something is no future": {"已将材料送达。执法人员将摊位移走。现将有关情况答复如下：", ""},
		"done, and what comes next":           {"目前已完成设计，下一步将开工建设。", "目前已完成设计，下一步将开工建设@"},
		"courtesies":                          {"感谢您的支持，我们将继续努力。如您还有疑问，我们将及时解答。请致电咨询，我们将做解答。", ""},
		"what is not planned":                 {"该项目暂未纳入今年计划。", ""},
		"a condition to come":                 {"待手续完备后，将立即组织实施。", "待手续完备后，将立即组织实施@"},
		"a signature":                         {"2027年6月3日", ""},
		"someone else's word":                 {"建设方承诺，于8月28日前清运完毕", "建设方承诺，于8月28日前清运完毕@2026-08-28"},
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
