package intake

import (
	"io"
	"strings"

	"huiyin/internal/i18n"
)

// WriteSlips writes first passwords as slips to cut apart and hand over, each under a line to cut along.
func WriteSlips(to io.Writer, list []Slip, say *i18n.Printer) error {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(strings.Repeat("- ", 30) + "\n\n")
		b.WriteString(say.T("import.slip", "name", s.Name, "org", s.Org, "login", s.Login, "password", s.Password) + "\n\n")
	}
	_, err := io.WriteString(to, b.String())
	return err
}
