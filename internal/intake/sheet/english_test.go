package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

// English headers and values are read like Chinese ones, in any order and mixed, whatever their width and case.
func TestEnglishAndMixedHeaders(t *testing.T) {
	head := []string{"OUTCOME", "Title *", "Ｎｕｍｂｅｒ", "届", "session", "Stream：", "Lead deputy", "Result", "Replied", "Key level", "优秀 建议"}
	file := raw(t, rawSheet{name: "suggestions", data: line(1, head...) +
		line(2, "handled", "On flooding", "7", "n:17", "2", "in session", "王建国", "Basically satisfied", "2023-05-18", "Led by a committee", "Y")})
	y, problems := readYear(t, file, options)
	if diff := cmp.Diff([]string{noUnits}, said(problems)); diff != "" {
		t.Fatal(diff)
	}
	want := sheet.Suggestion{
		Row: 2, Key: sheet.Key{Term: 17, Session: 2, Stream: sheet.InSession, Number: "7"}, Title: "On flooding", Lead: sheet.Ref{ID: 11, Name: "王建国"},
		Outcome: sheet.Handled, Reply: sheet.Reply{Day: "2023-05-18", Result: sheet.Basically}, KeyLevel: sheet.KeyCommittee, Excellent: sheet.Yes,
	}
	if diff := cmp.Diff(want, y.Suggestions[0]); diff != "" {
		t.Error(diff)
	}
}

// Facts that the sheet lacks stay absent in every field: the smallest row holds nothing but what it must.
func TestAbsentStaysAbsent(t *testing.T) {
	c := cells{"届": "17", "次": "2", "类别": "闭会期间", "编号": "0007", "标题": "关于积水的建议", "领衔代表": "王建国", "处理结果": "办理"}
	y, problems := readYear(t, raw(t, rawSheet{name: "建议", data: rows(suggestionHead, c)}), options)
	if sheet.Errors(problems) > 0 {
		t.Fatal(said(problems))
	}
	want := sheet.Suggestion{
		Row: 2, Key: sheet.Key{Term: 17, Session: 2, Stream: sheet.Between, Number: "0007"}, Title: "关于积水的建议",
		Lead: sheet.Ref{ID: 11, Name: "王建国"}, Outcome: sheet.Handled,
	}
	if diff := cmp.Diff(want, y.Suggestions[0]); diff != "" {
		t.Error(diff)
	}
}

// Every problem of the tables can be said in both languages without a place left open.
func TestSentencesInBothLanguages(t *testing.T) {
	file := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1").with("届", "x", "标题", "", "提交日期", "23-1-1", "领衔代表", "王军国", "结果评价", "好", "并入编号", "9"))})
	_, problems := readYear(t, file, options)
	if len(problems) < 6 {
		t.Fatalf("only %d problems", len(problems))
	}
	for _, lang := range i18n.Languages {
		for _, p := range problems {
			s := p.Sentence(i18n.For(lang))
			for _, bad := range []string{"{", "[", "?"} {
				if s == "" || len(s) > 400 || strings.Contains(s, bad) {
					t.Errorf("%s %s: %s", lang, p.Key, s)
				}
			}
		}
	}
}
