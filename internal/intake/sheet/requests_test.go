package sheet

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/org"
)

func TestRequests(t *testing.T) {
	for text, want := range map[string][]string{
		"":           nil,
		"请尽快整治。":     {"请尽快整治。"},
		"1.摸底。2.拨款。": {"摸底。", "拨款。"},
		"1、摸底。\n2、投入1.5亿元。\n3、公布。": {"摸底。", "投入1.5亿元。", "公布。"},
		"建议：\n一、摸底；\n二、拨款。":        {"建议：\n摸底；", "拨款。"},
		"（一）摸底。（二）拨款。（三）公布。":       {"摸底。", "拨款。", "公布。"},
		"(1) 摸底\n(2) 拨款":           {"摸底", "拨款"},
		"一、摸底。1.逐栋。2.逐户。二、拨款。":     {"摸底。1.逐栋。2.逐户。", "拨款。"},
		"2.拨款。3.公布。":               {"2.拨款。3.公布。"},
		"1. 更新设备。":                 {"更新设备。"},
		"请更新设备。1.优先乡镇。":            {"请更新设备。1.优先乡镇。"},
		"1.5公里内设站。2.5公里外不设。":       {"1.5公里内设站。2.5公里外不设。"},
		"十、一。十一、二。":                {"十、一。十一、二。"},
		"1.甲。\n2.乙。\n4.丁。":         {"甲。", "乙。\n4.丁。"},
		"一、1。二、2。三、3。四、4。五、5。六、6。七、7。八、8。九、9。十、10。十一、11。": {"一、1。二、2。三、3。四、4。五、5。六、6。七、7。八、8。九、9。十、10。十一、11。"},
		"一、甲。二、乙。三、丙。四、丁。五、戊。六、己。七、庚。八、辛。九、壬。十、癸。十一、子。":   {"甲。", "乙。", "丙。", "丁。", "戊。", "己。", "庚。", "辛。", "壬。", "癸。", "子。"},
	} {
		if diff := cmp.Diff(want, Requests(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// The posts that an account may have are the roles of the product, in their order.
func TestPostsAreTheRoles(t *testing.T) {
	var want []string
	for _, r := range org.Roles {
		want = append(want, string(r))
	}
	if diff := cmp.Diff(want, choices["post"]); diff != "" {
		t.Error(diff)
	}
}
