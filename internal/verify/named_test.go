package verify_test

import (
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/roster"
	"huiyin/internal/verify"
)

// Every kind of the register is called as people call it; what nobody knows the name of is called by its kind.
func TestWhatIsBadIsNamed(t *testing.T) {
	for _, row := range []struct {
		bad    verify.Bad
		zh, en string
	}{
		{verify.Bad{Of: roster.Orgs, Name: "市卫健委"}, "机构“市卫健委”", "Organisation “市卫健委”"},
		{verify.Bad{Of: roster.People, Name: "张三"}, "人员“张三”", "Person “张三”"},
		{verify.Bad{Of: roster.Posts, Name: "张三"}, "张三的岗位", "Post of 张三"},
		{verify.Bad{Of: roster.Sessions, Year: 2026}, "2026年的届次", "Session of 2026"},
		{verify.Bad{Of: roster.Categories, Name: "教育"}, "类目“教育”", "Category “教育”"},
		{verify.Bad{Of: roster.Honours, Year: 2026, Name: "张三"}, "2026年对张三的表彰", "Honour of 张三 for 2026"},
		{verify.Bad{Of: roster.Packs, Name: "甲市"}, "甲市的规则包", "Rule pack of 甲市"},
		{verify.Bad{Of: roster.Calendars, Name: "甲市"}, "甲市的工作日历", "Working calendar of 甲市"},
		{verify.Bad{Of: roster.Honours, Name: "张三"}, "表彰", "Honour"},
		{verify.Bad{Of: roster.Sessions}, "届次", "Session"},
		{verify.Bad{Of: roster.Posts}, "岗位", "Post"},
	} {
		row.bad.Kind = verify.Register
		key, args := row.bad.What()
		for lang, want := range map[string]string{i18n.Chinese: row.zh, i18n.English: row.en} {
			if got := i18n.For(lang).T(key, args...); got != want {
				t.Errorf("%+v: %q, want %q", row.bad, got, want)
			}
		}
	}
}
