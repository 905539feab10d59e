package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"huiyin/internal/answer"
	"huiyin/internal/web/templates"
)

// typed is what somebody wrote into a form that could not be carried out for no fault of theirs, so that the page that says so gives it back. Choices,
// days, numbers and keys are left out, being chosen again in a moment: a text is more than one word of plain letters. Passwords never come back. The
// bound of the whole is that of the form itself.
func typed(r *http.Request, v *Visit) (texts []templates.Fact) {
	if r.Method != http.MethodPost {
		return nil
	}
	switch {
	case !answer.InParts(r):
		_ = r.ParseForm()
	case r.MultipartForm == nil: // not read yet when it is not known who asks
		_ = answer.ReadTexts(r) // what could be read of it
	}
	names := make([]string, 0, len(r.PostForm))
	for name := range r.PostForm {
		if !slices.Contains(passwords, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, text := range r.PostForm[name] {
			if isText(text) {
				texts = append(texts, templates.Fact{Term: typedInto(v, name), Value: text})
			}
		}
	}
	return texts
}

// passwords are the names of the inputs that no page shows.
var passwords = []string{"password", "old", "new", "again"}

func isText(s string) bool {
	return strings.ContainsFunc(strings.TrimSpace(s), func(c rune) bool { return unicode.IsSpace(c) || c > unicode.MaxASCII })
}

// typedInto names the input. Rows of a list have the name of the list, or of what stands in the row.
func typedInto(v *Visit, name string) string {
	parts := slices.DeleteFunc(strings.Split(name, "."), func(s string) bool { _, err := strconv.Atoi(s); return err == nil })
	for _, part := range slices.Backward(parts) {
		if called := inputName(v, http.MethodPost, part); called != part {
			return called
		}
	}
	return v.T("app.typed_text")
}
