package cli

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"huiyin/internal/i18n"
)

// complaints are what the library says of a command line, by the key of the same in our words; what it names is the first group, then the choices
// and what was given instead. Anything else stays as it is.
var complaints = []struct {
	says *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean .*)?$`), "cli.usage.flag"},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean .*)?$`), "cli.usage.argument"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "cli.usage.missing"},
	{regexp.MustCompile(`^expected one of (.+)$`), "cli.usage.one_of"},
	{regexp.MustCompile(`^expected "(.+)"$`), "cli.usage.missing"},
	{regexp.MustCompile(`^(--\S+): .*$`), "cli.usage.value"},
	{regexp.MustCompile(`^(--\S+) must be one of (.+) but got (.+)$`), "cli.usage.choice"},
}

// help prints the library's help under headings in our words.
func (env *Env) help(o kong.HelpOptions, ctx *kong.Context) error {
	var text bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &text
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	for line := range strings.Lines(text.String()) {
		switch said := strings.TrimSuffix(line, "\n"); {
		case said == "Flags:", said == "Arguments:", said == "Commands:":
			line = env.Say.T("cli.usage_"+strings.ToLower(strings.TrimSuffix(said, ":"))) + "\n"
		case strings.HasPrefix(said, "Run \""):
			line = env.Say.T("cli.usage_more", "program", ctx.Model.Name) + "\n"
		default:
			if rest, ok := strings.CutPrefix(line, "Usage: "); ok {
				line = env.Say.T("cli.usage_of") + rest
			}
		}
		if _, err := io.WriteString(out, line); err != nil {
			return err
		}
	}
	return nil
}

// inWords says what is wrong with a command line.
func inWords(say *i18n.Printer, said string) string {
	for _, c := range complaints {
		if m := c.says.FindStringSubmatch(said); m != nil {
			m = append(m, "", "")
			return say.T(c.key, "what", m[1], "choices", strings.ReplaceAll(m[2], ",", " "), "given", m[3], "detail", said)
		}
	}
	return said
}
