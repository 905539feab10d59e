package suggestion_test

import (
	"testing"

	"huiyin/internal/suggestion/suggestiontest"
)

// The beginnings that walks share.
const (
	submitted = `
		on 2026-01-13
		lead does start_draft {draft}
		lead does submit
		county does pass_check
	`
	accepted = submitted + `
		clerk does accept {"number":"0012","category":5}
	`
	jointly = `
		on 2026-01-13
		lead does start_draft {draft}
		lead does invite {"deputies":[2]}
		cosigner does confirm to signature1
		lead does submit
		county does pass_check
	`
	joint = jointly + `
		clerk does accept {"number":"0012","category":5}
	`
	assign = `
		on 2026-02-03
		head does assign {"at_meeting":true}
	`
	alone = accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
	`
	withCo = accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}]}
	` + assign + `
		health does sign_for to assignment1
		finance does sign_for to assignment2
		health does note_contact to assignment1 {contact}
	`
	separate = accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"separate","part":"一"},{"unit":6,"role":"separate","part":"二"}]}
	` + assign + `
		health does sign_for to assignment1
		water does sign_for to assignment2
		health does note_contact to assignment1 {contact}
		water does note_contact to assignment2 {contact}
	`
	replied = alone + `
		on 2026-03-02
		health replies A to assignment1
	`
	promised = alone + `
		on 2026-03-02
		health replies B to assignment1 [{promise}]
		lead rates satisfied to assignment1
		expect case follow_up
	`
)

var walks = []struct {
	name, pack, script string
}{
	{"an empty co-opinion goes back and has its own clock", "hunan-city", withCo + `
		finance does give_opinion to assignment2 {"text":"无"}
		finance cannot give_opinion to assignment2 guard.no_opinion_yet {"text":"再提"}
		health does send_back_opinion to opinion1 {"reason":"意见空泛"}
		due redo_opinion assignment2 2026-02-10
		told unit:5 opinion_sent_back
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health cannot send_for_review to reply1 guard.opinions_in
		water cannot mend_opinion to opinion1 fault.not_yours {"text":"补充"}
		finance does mend_opinion to opinion1 {"text":"同意安排资金"}
		ended redo_opinion assignment2 met
		health does send_for_review to reply1
		health does take_opinion to opinion1
		expect assignment2 opined
	`},
	{"a co-handler that stays silent does not hold the reply for ever", "hunan-city", withCo + `
		on 2026-03-02
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health cannot send_for_review to reply1 guard.opinions_in
		on 2026-03-04
		health does send_for_review to reply1
		healthhead does approve_reply to reply1
		healthhead does issue to reply1 {"number":"1"}
		expect assignment2 missed
		ended co_opinion assignment2 void
		expect case replied
	`},
	{"a session's suggestions are handed over within the time that counts from its close", "shanghai", accepted + `
		due assign case 2026-02-24
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		ended assign case met
	`},
	{"what turns out to be of the session is handed over within the session's time", "shanghai", `
		on 2026-01-20
		lead does start_draft {draft}
		lead does submit
		county does pass_check
		clerk does accept {"number":"0012","category":5}
		due assign case 2026-01-29
		on 2026-01-22
		clerk does propose_correction {"field":"stream","stream":"session","why":"会上收到"}
		head does correct to correction1
		due assign case 2026-02-24
	`},
	{"an extension keeps both dates and the deputy is told", "hunan-city", alone + `
		due reply assignment1 2026-05-06
		on 2026-04-20
		health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
		due reply assignment1 2026-05-06
		health cannot ask_extension to assignment1 guard.no_extension_waiting {"until":"2026-07-02","reason":"再延"}
		health cannot grant_extension to extension1 fault.not_yours
		clerk does grant_extension to extension1
		due reply assignment1 2026-07-01 was 2026-05-06
		told post:1 extended
		told unit:4 extension_granted
	`},
	{"no extension beyond the longest limit or after the due day", "hunan-city", alone + `
		on 2026-04-20
		health cannot ask_extension to assignment1 field.extension_max {"until":"2026-08-04","reason":"涉及面广"}
		health cannot ask_extension to assignment1 field.extension_later {"until":"2026-05-06","reason":"涉及面广"}
		health does ask_extension to assignment1 {"until":"2026-08-03","reason":"涉及面广"}
		clerk does refuse_extension to extension1 {"decision":"可以按期答复"}
		due reply assignment1 2026-05-06
		on 2026-05-07
		health cannot ask_extension to assignment1 guard.before_due {"until":"2026-07-01","reason":"已晚"}
	`},
	{"where nobody need consent, asking tells the deputy and extends", "henan", alone + `
		health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
		expect extension1 granted
		due reply assignment1 2026-07-01 was 2026-05-06
		told post:1 extended
	`},
	{"separate units reply apart and the least favourable class stands", "hunan-city", separate + `
		on 2026-03-02
		health replies A to assignment1
		expect case handling
		lead rates satisfied to assignment1
		expect assignment1 content
		expect case handling
		class A
		water replies C to assignment2
		expect case replied
		class C
		lead rates not_satisfied to assignment2
		expect case evaluated
		head does redo to assignment2 {"decision":"重新办理"}
		expect case redoing
		expect assignment1 content
	`},
	{"the government office distributes and wins no time", "zhejiang", accepted + `
		clerk does propose_units {"shares":[{"unit":7,"role":"sole"}]}
	` + assign + `
		gov does sign_for to assignment1
		due reply assignment1 2026-05-06
		on 2026-03-10
		gov does distribute to assignment1 {"shares":[{"unit":6,"role":"sole"}]}
		expect assignment1 distributed
		due reply assignment2 2026-05-06
		water does sign_for to assignment2
		due reply assignment2 2026-05-06
		water does object to assignment2 {"reason":"不属本单位","proposes":5}
		told gov:1 objection
		head cannot grant_objection to objection1 fault.not_yours {"unit":5,"decision":"改办"}
		gov does grant_objection to objection1 {"unit":5,"decision":"改办"}
		expect assignment2 reassigned
		finance does sign_for to assignment3
	`},
	{"only the government office passes on what it was given", "hunan-city", alone + `
		health cannot distribute to assignment1 guard.is_gov_desk {"shares":[{"unit":6,"role":"sole"}]}
		health cannot add_units fault.not_yours {"shares":[{"unit":6,"role":"co"}],"reason":"x"}
	`},
	{"a paper evaluation takes effect by a second person", "hunan-city", replied + `
		clerk cannot enter_evaluation to assignment1 field.required {"attitude":"satisfied","result":"basically","on":"2026-03-02"}
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"basically","on":"2026-03-02","scan":"s"}
		told post:1 evaluation_entered
		clerk cannot confirm_evaluation to evaluation1 guard.second_person_entry
		clerk2 cannot enter_evaluation to assignment1 guard.paper_may_come {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
		expect assignment1 answered
		clerk2 does confirm_evaluation to evaluation1
		expect assignment1 content
		expect case closed
	`},
	{"the form that the unit registers is not the evaluation; the committee holds one against the other", "hunan-city", replied + `
		health cannot register_form to assignment1 field.form_not_handed {"signed":true,"level":"satisfied"}
		health cannot register_form to assignment1 field.required {"handed":true,"signed":true}
		health cannot register_form to assignment1 field.form_not_signed {"handed":true,"level":"satisfied"}
		lead cannot register_form to assignment1 fault.not_yours {"handed":true}
		health does register_form to assignment1 {"handed":true,"signed":true,"level":"satisfied"}
		expect form1 noted
		told post:1 form_registered
		expect assignment1 answered
		health cannot register_form to assignment1 guard.no_form_this_round {"handed":true}
		clerk cannot check_form to form1 guard.rating_known
		lead rates not_satisfied to assignment1
		expect assignment1 dissatisfied
		health cannot check_form to form1 fault.not_yours
		clerk does doubt_form to form1 {"reason":"代表说表是别人代填的"}
		told unit:4 form_doubted
		expect form1 disputed
		health does register_form to assignment1 {"handed":true}
		clerk does check_form to form2
		expect form2 confirmed
	`},
	{"a form found untrue while the suggestion is handled again: the next reply brings its own", "hunan-city", replied + `
		health does register_form to assignment1 {"handed":true,"signed":true,"level":"satisfied"}
		lead rates not_satisfied to assignment1
		head does redo to assignment1 {"decision":"重新办理"}
		expect assignment1 reworking
		health cannot register_form to assignment1 fault.not_now {"handed":true}
		clerk does doubt_form to form1 {"reason":"代表说表是别人代填的"}
		told unit:4 form_doubted_redo
	`},
	{"a form found untrue after the suggestion was withdrawn is on record alone", "hunan-city", replied + `
		health does register_form to assignment1 {"handed":true,"signed":true,"level":"satisfied"}
		lead rates not_satisfied to assignment1
		head does redo to assignment1 {"decision":"重新办理"}
		lead does withdraw {"reason":"另有安排"}
		expect assignment1 ended
		clerk does doubt_form to form1 {"reason":"代表说表是别人代填的"}
		told unit:4 form_doubted_noted
	`},
	{"a paper form still being checked is not silence", "hunan-city", replied + `
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"basically","on":"2026-03-02","scan":"s"}
		on 2026-03-20
		time passes
		expect assignment1 answered
		clerk2 does confirm_evaluation to evaluation1
		expect assignment1 content
	`},
	{"what the deputy has evaluated is not entered once more", "hunan-city", replied + `
		lead does evaluate to assignment1 {"attitude":"satisfied","result":"satisfied"}
		clerk cannot enter_evaluation to assignment1 guard.paper_may_come {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
	`},
	{"a text carries three files, each once; a place is free again when one is taken out", "hunan-city", `
		lead does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full"}
		lead does attach_text {"hash":"a","name":"一.pdf"}
		lead cannot attach_text field.file_twice {"hash":"a","name":"又一.pdf"}
		lead does attach_text {"hash":"b","name":"二.pdf"}
		lead does attach_text {"hash":"c","name":"三.pdf"}
		lead cannot attach_text guard.text_has_room {"hash":"d","name":"四.pdf"}
		lead does remove_text_file {"hash":"b"}
		lead does attach_text {"hash":"d","name":"四.pdf"}
		lead does submit
		clerk does start_review
		clerk cannot attach_text guard.text_has_room {"hash":"e","name":"扫描件.pdf"}
	`},
	{"until a second person has confirmed it, a paper gives way to the deputy's own word", "hunan-city", replied + `
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
		lead does evaluate to assignment1 {"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}
		expect evaluation1 moot
		expect evaluation2 open
		clerk2 cannot confirm_evaluation to evaluation1 fault.not_now
		clerk2 cannot enter_evaluation to assignment1 guard.paper_may_come {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
		lead does finish_evaluation to evaluation2
		lead cannot evaluate to assignment1 fault.not_now {"attitude":"satisfied","result":"satisfied"}
		expect assignment1 dissatisfied
	`},
	{"the deputy speaks in person after the time, while a paper is being checked", "hunan-city", replied + `
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
		on 2026-03-20
		time passes
		lead does evaluate to assignment1 {"attitude":"satisfied","result":"basically"}
		expect evaluation1 moot
		expect evaluation2 final
		expect assignment1 content
	`},
	{"a rejected paper form leaves the deputy free to evaluate", "hunan-city", replied + `
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"basically","on":"2026-03-02","scan":"s"}
		clerk2 does reject_evaluation to evaluation1 {"reason":"与扫描件不符"}
		lead rates not_satisfied to assignment1
		expect evaluation1 cancelled
		expect assignment1 dissatisfied
	`},
	{"a silent deputy is shown apart and counted as nothing", "hunan-city", replied + `
		due feedback assignment1 2026-03-12
		on 2026-03-12
		time passes
		expect assignment1 answered
		on 2026-03-13
		time passes
		expect assignment1 unrated
		ended feedback assignment1 void
		expect case closed
		lead cannot evaluate to assignment1 fault.not_now {"attitude":"satisfied","result":"satisfied"}
	`},
	{"time acts before people do", "hunan-city", replied + `
		on 2026-03-13
		lead cannot evaluate to assignment1 fault.not_now {"attitude":"satisfied","result":"satisfied"}
	`},
	{"Beijing: withdrawal before assignment only", "beijing", alone + `
		lead cannot withdraw guard.may_withdraw {"reason":"已经解决"}
	`},
	{"Beijing: before assignment it may be withdrawn", "beijing", accepted + `
		lead does withdraw {"reason":"已经解决"}
		expect case withdrawn
		lead cannot withdraw fault.not_now {"reason":"再撤"}
	`},
	{"Shanghai: a joint suggestion is withdrawn by all its signers", "shanghai", joint + `
		lead cannot withdraw guard.all_agree_withdraw {"reason":"已经解决"}
		cosigner does agree_withdrawal
		lead does withdraw {"reason":"已经解决"}
		expect case withdrawn
	`},
	{"elsewhere the lead deputy's word is enough", "hunan-city", joint + `
		lead does withdraw {"reason":"已经解决"}
		expect case withdrawn
	`},
	{"a written withdrawal of any suggestion is entered by one and confirmed by another", "hunan-city", alone + `
		clerk cannot enter_withdrawal field.required {"reason":"已经解决","on":"2026-02-03"}
		clerk cannot enter_withdrawal field.day_future {"reason":"已经解决","on":"2026-02-04","scan":"s"}
		clerk cannot enter_withdrawal field.withdrawn_before_submitted {"reason":"已经解决","on":"2026-01-12","scan":"s"}
		health cannot enter_withdrawal fault.not_yours {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		lead cannot enter_withdrawal fault.not_yours {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		told post:1 withdrawal_entered
		expect case handling
		clerk cannot confirm_withdrawal to withdrawal1 guard.second_person_withdrawal
		clerk cannot reject_withdrawal to withdrawal1 guard.second_person_withdrawal {"reason":"x"}
		head cannot enter_withdrawal guard.no_withdrawal_waiting {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		clerk2 does reject_withdrawal to withdrawal1 {"reason":"不是本件"}
		expect case handling
		head does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		clerk does confirm_withdrawal to withdrawal2
		expect case withdrawn
		expect assignment1 ended
		ended reply assignment1 void
		told unit:4 withdrawn
		told post:1 withdrawn
	`},
	{"Beijing: no paper withdraws after assignment either", "beijing", alone + `
		clerk cannot enter_withdrawal guard.may_withdraw {"reason":"已经解决","on":"2026-02-03","scan":"s"}
	`},
	{"Shanghai: the paper bears every signature, or every signer has agreed otherwise", "shanghai", joint + `
		clerk does enter_withdrawal {"reason":"已经解决","on":"2026-01-13","scan":"s"}
		clerk2 cannot confirm_withdrawal to withdrawal1 guard.all_sign_withdrawal
		cosigner does agree_withdrawal
		clerk2 does confirm_withdrawal to withdrawal1
		expect case withdrawn
	`},
	{"Shanghai: all have signed", "shanghai", joint + `
		clerk does enter_withdrawal {"reason":"已经解决","on":"2026-01-13","scan":"s","signers":true}
		clerk2 does confirm_withdrawal to withdrawal1
		expect case withdrawn
	`},
	{"who withdraws first leaves no paper to confirm", "hunan-city", alone + `
		clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		lead does withdraw {"reason":"已经解决"}
		expect withdrawal1 moot
	`},
	{"withdrawal after a partial reply keeps what exists and freezes the rest", "hunan-city", separate + `
		on 2026-03-02
		health replies B to assignment1 [{promise}]
		lead rates satisfied to assignment1
		water does draft_reply to assignment2 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		water does ask_extension to assignment2 {"until":"2026-07-01","reason":"涉及面广"}
		lead does withdraw {"reason":"已经解决"}
		expect assignment1 content
		expect reply1 delivered
		expect commitment1 voided
		health cannot note_progress to commitment1 fault.not_now {"text":"进展","percent":10}
		expect assignment2 ended
		expect extension1 moot
		ended reply assignment2 void
		water cannot send_for_review to reply2 guard.share_stands
		told unit:6 withdrawn
	`},
	{"a returned text comes back, and both versions stay", "hunan-city", jointly + `
		clerk does return {"reasons":["no_request"],"marks":["情况"],"note":"请补充具体建议"}
		expect case returned
		told post:1 returned
		lead does write {"title":"关于改善乡镇卫生院条件的建议","situation":"情况","requests":["一","二","三"],"origin":"visit","publish":"full"}
		expect signature1 invited
		cosigner does confirm to signature1
		on 2026-01-20
		lead does submit
		expect case submitted
		clerk does start_review
		clerk does accept {"number":"0012","category":5}
	`},
	{"the county checks, and checks again after its own return", "hunan-city", `
		lead does start_draft {draft}
		lead does submit
		expect case checking
		cosigner cannot pass_check fault.not_yours
		county does return_check {"reasons":["unclear_facts"],"note":"请核实床位数"}
		expect case returned
		lead does submit
		expect case checking
		county does pass_check {"note":"内容属实"}
		expect case reviewing
	`},
	{"whoever acted as a deputy may not act for the unit", "hunan-city", joint + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		cosigner_as_head cannot sign_for to assignment1 fault.conflict_of_interest
		health does sign_for to assignment1
	`},
	{"a promise is kept when three say so, and overturned when it proves false", "hunan-city", promised + `
		class B
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
		told post:1 claimed_deputy
		told office:1 claimed
		clerk does verify_fulfilment to commitment1
		expect commitment1 claimed
		lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
		expect commitment1 kept
		told unit:4 promise_kept
		told post:1 promise_kept
		expect case closed
		class A
		special does overturn to commitment1 {"reason":"实地查看未建成"}
		expect commitment1 promised
		expect case follow_up
		class B
		told unit:4 promise_unkept
	`},
	{"a promise that proves false after filing takes the suggestion out of the archive", "hunan-city", promised + `
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
		clerk does verify_fulfilment to commitment1
		lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
		clerk does archive
		expect case archived
		clerk does overturn to commitment1 {"reason":"实地查看未建成"}
		expect commitment1 promised
		expect case follow_up
		class B
		clerk cannot archive fault.not_now
		healthhead does give_up to commitment1 {"reason":"资金不足"}
		expect case closed
		clerk does archive
		expect case archived
	`},
	{"what is archived takes in nothing of the handling any more; what was entered before is still confirmed and checked", "hunan-city", replied + `
		health does note_contact to assignment1 {contact}
		health does register_form to assignment1 {"handed":true,"signed":true,"level":"satisfied"}
		lead rates satisfied to assignment1
		expect case closed
		health does note_contact to assignment1 {contact}
		clerk does archive
		health cannot note_contact to assignment1 guard.not_archived {contact}
		healthhead cannot note_contact to assignment1 guard.not_archived {contact}
		lead does confirm_contact to contact2
		clerk does doubt_form to form1 {"reason":"代表说表是别人代填的"}
		told unit:4 form_doubted_noted
		health cannot register_form to assignment1 guard.not_archived {"handed":true}
	`},
	{"while a promise is open the suggestion is out of the archive and takes in contacts", "hunan-city", promised + `
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
		clerk does verify_fulfilment to commitment1
		lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
		clerk does archive
		health cannot note_contact to assignment1 guard.not_archived {contact}
		clerk does overturn to commitment1 {"reason":"实地查看未建成"}
		health does note_contact to assignment1 {contact}
	`},
	{"nobody confirms the receipt of an answer in the archive", "hunan-city", replied + `
		on 2026-03-13
		time passes
		expect assignment1 unrated
		clerk does archive
		lead cannot confirm_receipt to reply1 guard.not_archived
	`},
	{"a promise is not kept before it was made", "hunan-city", promised + `
		health cannot claim_done to commitment1 field.day_before_promise {"on":"2026-03-01","evidence":"已验收"}
		health cannot claim_done to commitment1 field.day_future {"on":"2026-03-03","evidence":"已验收"}
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
	`},
	{"a deputy who says unkept sends the unit back to work", "hunan-city", promised + `
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
		lead cannot rate_fulfilment to commitment1 field.reasons_when_unsatisfied {"rating":"not_satisfied"}
		lead does rate_fulfilment to commitment1 {"rating":"not_satisfied","note":"没有投用"}
		expect commitment1 promised
		health cannot give_up to commitment1 fault.not_yours {"reason":"资金不足"}
		healthhead does give_up to commitment1 {"reason":"资金不足"}
		expect commitment1 broken
		expect case closed
		class B
	`},
	{"files show how a promise is kept; those of a claim stay as they were judged by", "hunan-city", promised + `
		health does note_progress to commitment1 {"text":"已开工","percent":30,"files":[{"hash":"a","name":"现场.jpg"},{"hash":"b","name":"误传.jpg"}]}
		health cannot note_progress to commitment1 field.file_twice {"text":"再报","percent":40,"files":[{"hash":"a","name":"又一.jpg"}]}
		clerk cannot remove_progress_file to commitment1 fault.not_yours {"hash":"b"}
		health cannot remove_progress_file to commitment1 field.no_such_file {"hash":"c"}
		health does remove_progress_file to commitment1 {"hash":"b"}
		health cannot claim_done to commitment1 field.file_twice {"on":"2026-03-02","evidence":"已验收","files":[{"hash":"a","name":"现场.jpg"}]}
		health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收","files":[{"hash":"c","name":"验收单.pdf"}]}
		health cannot remove_progress_file to commitment1 fault.not_now {"hash":"a"}
		lead does rate_fulfilment to commitment1 {"rating":"not_satisfied","note":"没有投用"}
		expect commitment1 promised
		health cannot remove_progress_file to commitment1 field.no_such_file {"hash":"c"}
		health does remove_progress_file to commitment1 {"hash":"a"}
		health cannot remove_progress_file to commitment1 fault.not_now {"hash":"c"}
	`},
	{"a wrong day is mended by a second person, and its clocks move", "hunan-city", alone + `
		clerk does propose_correction {"field":"assigned_on","to":"2026-01-28","why":"交办单日期"}
		clerk cannot correct to correction1 guard.second_person_correction
		head does correct to correction1
		due reply assignment1 2026-04-28
		clerk does propose_correction {"field":"assigned_on","to":"2026-02-03","why":"误改"}
		head does refuse_correction to correction2 {"decision":"以交办单为准"}
		due reply assignment1 2026-04-28
		clerk cannot propose_correction field.day_future {"field":"assigned_on","to":"2026-12-31","why":"x"}
	`},
	{"a correction keeps an extension", "hunan-city", alone + `
		health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
		clerk does grant_extension to extension1
		clerk does propose_correction {"field":"assigned_on","to":"2026-01-28","why":"交办单日期"}
		head does correct to correction1
		due reply assignment1 2026-07-01 was 2026-04-28
	`},
	{"a delegation speaks through a contact deputy", "hunan-city", `
		aide does start_draft {"title":"关于某事的建议","situation":"情况","requests":["一","二"],"origin":"seminar","publish":"full","deputy":1}
		otheraide cannot submit fault.not_yours
		aide does submit
		expect case checking
		county does pass_check
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		health replies A to assignment1
		aide cannot evaluate to assignment1 fault.not_yours {"attitude":"satisfied","result":"satisfied"}
		lead rates satisfied to assignment1
		expect case closed
	`},
	{"an aide enters for the deputies of the own delegation only", "hunan-city", `
		otheraide cannot start_draft field.unknown_deputy {"title":"某建议","deputy":1}
	`},
	{"who does not confirm before the cut-off is not a co-signer", "hunan-city", `
		lead does start_draft {draft}
		lead does invite {"deputies":[2],"until":"2026-01-14"}
		lead cannot invite field.already_invited {"deputies":[2]}
		on 2026-01-14
		time passes
		expect signature1 invited
		on 2026-01-15
		time passes
		expect signature1 lapsed
		told post:2 invitation_lapsed
		expect case draft
		cosigner cannot confirm to signature1 fault.not_now
		lead cannot invite_again to signature1 guard.invitations_open
		lead does submit
	`},
	{"a changed text is confirmed again, and a submitted one keeps its signers", "hunan-city", `
		lead does start_draft {draft}
		lead does invite {"deputies":[2]}
		cosigner does confirm to signature1
		lead does write {"title":"另一标题","situation":"情况","requests":["一"],"origin":"visit","publish":"full"}
		expect signature1 invited
		cosigner does confirm to signature1
		lead does submit
		lead cannot cancel_invitation to signature1 guard.still_writing
	`},
	{"whose confirmation a changed text took is told, and told again when it is handed in without", "hunan-city", `
		lead does start_draft {draft}
		lead does invite {"deputies":[2]}
		cosigner does confirm to signature1
		lead does write {"title":"另一标题","situation":"情况","requests":["一"],"origin":"visit","publish":"full"}
		told post:2 invited_again
		lead does submit
		expect signature1 lapsed
		told post:2 invitation_lapsed
	`},
	{"a returned passage stands in the text", "hunan-city", `
		lead does start_draft {"title":"某建议","situation":"设备\n陈旧，人员不足","requests":["一"],"origin":"visit","publish":"full"}
		lead does submit
		clerk does start_review
		clerk cannot return field.no_such_passage {"reasons":["no_request"],"marks":["设备陈旧","道路狭窄"],"note":"请补充"}
		clerk does return {"reasons":["no_request"],"marks":["设备陈旧","某建议"],"note":"请补充"}
	`},
	{"an objection refused obliges the unit to go on, and it objects once", "hunan-city", accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does object to assignment1 {"reason":"不属本单位","proposes":6}
		ended sign_for assignment1 met
		due reassign objection1 2026-02-10
		clerk does refuse_objection to objection1 {"decision":"属你单位职责"}
		expect assignment1 working
		due reply assignment1 2026-05-06
		health cannot object to assignment1 guard.first_objection {"reason":"再提","proposes":6}
		told unit:4 objection_refused
	`},
	{"an objection granted is told to the unit that leaves, to the one that comes and to the deputy", "hunan-city", accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does object to assignment1 {"reason":"不属本单位","proposes":6}
		clerk does grant_objection to objection1 {"unit":6,"decision":"同意"}
		told unit:4 objection_granted
		told unit:6 assigned
		told post:1 units_changed
	`},
	{"the lead deputy is told who answers an invitation, and the co-signer what becomes of it", "hunan-city", `
		lead does start_draft {draft}
		lead does invite {"deputies":[2]}
		cosigner does decline to signature1
		told post:1 cosign_declined
		lead does invite_again to signature1
		cosigner does confirm to signature1
		told post:1 cosign_confirmed
		lead does cancel_invitation to signature1
		told post:2 invitation_cancelled
		lead does invite_again to signature1
		cosigner does confirm to signature1
		lead does submit
		told post:2 submitted_cosigner
		clerk does start_review
		clerk does refuse {"reasons":["personal"],"note":"个人事项"}
		told post:1 refused
		told post:2 refused
	`},
	{"who did not confirm before the text was handed in cannot be invited any more", "hunan-city", `
		lead does start_draft {draft}
		lead does invite {"deputies":[2],"until":"2026-02-14"}
		lead does submit
		expect signature1 lapsed
		lead cannot invite_again to signature1 guard.still_writing
	`},
	{"an objection after its time is not considered", "hunan-city", alone + `
		on 2026-03-02
		health cannot object to assignment1 guard.within_objection_time {"reason":"不属本单位","proposes":6}
	`},
	{"a suggestion for reference ends without a written reply", "hunan-city", `
		on 2026-01-13
		lead does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full","reference_only":true}
		lead does submit
		county does pass_check
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does sign_for to assignment1
		health cannot consider to assignment1 fault.not_yours {"text":"已研究"}
		healthhead does consider to assignment1 {"text":"已研究吸收"}
		expect assignment1 considered
		ended reply assignment1 met
		expect case closed
		told post:1 considered
	`},
	{"other suggestions are answered in writing", "hunan-city", alone + `
		healthhead cannot consider to assignment1 guard.reference_only {"text":"已研究"}
	`},
	{"a promise whose day has gone by is not sent, at whatever desk the reply lies", "hunan-city", alone + `
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[{"words":"修缮","result":"完工","due":"2026-03-01"}]}
		health does send_for_review to reply1
		healthhead does approve_reply to reply1
		on 2026-03-02
		healthhead cannot issue to reply1 guard.promises_ahead {"number":"1"}
		healthhead does send_back_reply to reply1 {"reason":"承诺期限已过"}
		health cannot send_for_review to reply1 guard.promises_ahead
	`},
	{"a reply answers every request, promises what is under way and gives reasons for what is not", "hunan-city", alone + `
		health does draft_reply to assignment1 {"answers":["一",""],"class":"B"}
		health cannot draft_reply to assignment1 guard.no_reply_this_round
		health cannot send_for_review to reply1 guard.every_request_answered
		health does write_reply to reply1 {"answers":["一","二"]}
		health cannot send_for_review to reply1 guard.reply_has_class
		health does write_reply to reply1 {"answers":["一","二"],"class":"B"}
		health cannot send_for_review to reply1 guard.class_needs_commitment
		health does write_reply to reply1 {"answers":["一","二"],"class":"C"}
		health cannot send_for_review to reply1 guard.class_needs_reason
		health does write_reply to reply1 {"answers":["一","二"],"class":"A"}
		health cannot send_for_review to reply1 guard.reply_has_contact
		health does write_reply to reply1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health does send_for_review to reply1
		health cannot approve_reply to reply1 fault.not_yours
		health cannot write_reply to reply1 fault.not_now {"answers":["改","改"]}
	`},
	{"nobody replies without having spoken with the deputy, and disputed contacts do not count", "hunan-city", alone + `
		lead does dispute_contact to contact1 {"reason":"没有联系过"}
		due contact assignment1 2026-03-09
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health cannot send_for_review to reply1 guard.deputy_contacted
		lead does confirm_contact to contact1
		health does send_for_review to reply1
	`},
	{"a pre-check stands between issue and delivery where it was ordered", "hunan-city", accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}],"precheck":true}
	` + assign + `
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		health replies A to assignment1
		expect reply1 prechecking
		expect assignment1 working
		gov does fail_precheck to reply1 {"reason":"没有逐条回应"}
		expect reply1 drafting
		health does send_for_review to reply1
		healthhead does approve_reply to reply1
		healthhead does issue to reply1 {"number":"2"}
		clerk does pass_precheck to reply1
		expect assignment1 answered
	`},
	{"a second refusal calls a meeting, and the committee may decide against another round", "hunan-city", replied + `
		lead rates not_satisfied to assignment1
		told office:1 dissatisfied
		head cannot hold_meeting to assignment1 guard.second_refusal {"text":"协调"}
		head does redo to assignment1 {"decision":"重新办理"}
		due redo assignment1 2026-04-02
		health replies A to assignment1
		ended redo assignment1 met
		lead rates not_satisfied to assignment1
		told office:1 dissatisfied_again
		head does hold_meeting to assignment1 {"text":"专家意见"}
		clerk cannot settle to assignment1 fault.not_yours {"decision":"不再重办"}
		head does settle to assignment1 {"decision":"不再重办"}
		expect assignment1 settled
		expect case closed
		told post:1 settled
	`},
	{"where the rule says so, a refusal starts the next round by itself", "henan", replied + `
		lead rates not_satisfied to assignment1
		expect assignment1 reworking
		expect case redoing
		told unit:4 redo
		told post:1 redo_deputy
	`},
	{"a closed case is reopened by the head, and is archived at last", "hunan-city", replied + `
		lead rates satisfied to assignment1
		expect case closed
		clerk cannot reopen fault.not_yours {"reason":"回炉"}
		head does reopen {"reason":"答复空泛，回炉办理"}
		expect assignment1 reworking
		health replies A to assignment1
		lead rates satisfied to assignment1
		clerk does archive
		head cannot reopen fault.not_now {"reason":"再回炉"}
	`},
	{"merging stops the clocks, and undoing it resumes them from their own days", "hunan-city", alone + `
		on 2026-02-10
		clerk does merge {"into":99}
		expect case merged
		expect assignment1 ended
		on 2026-05-20
		clerk does unmerge {"reason":"不是同一事项"}
		expect case handling
		expect assignment1 working
		due reply assignment1 2026-05-06
	`},
	{"units added later make the sole unit a lead", "hunan-city", alone + `
		clerk does add_units {"shares":[{"unit":5,"role":"co"}],"reason":"涉及资金"}
		told unit:5 assigned
		finance does sign_for to assignment2
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health cannot send_for_review to reply1 guard.opinions_in
		finance does give_opinion to assignment2 {"text":"同意"}
		health does send_for_review to reply1
	`},
	{"who proposed the units does not approve them", "hunan-city", accepted + `
		head does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		head cannot assign guard.second_person
		clerk cannot assign fault.not_yours
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		head does assign
	`},
	{"units are combined as the ways of handling allow", "hunan-city", accepted + `
		clerk cannot propose_units field.sole_alone {"shares":[{"unit":4,"role":"sole"},{"unit":5,"role":"co"}]}
		clerk cannot propose_units field.nobody_answers {"shares":[{"unit":5,"role":"co"}]}
		clerk cannot propose_units field.separate_needs_two {"shares":[{"unit":5,"role":"separate"}]}
		clerk cannot propose_units field.unit_twice {"shares":[{"unit":4,"role":"lead"},{"unit":4,"role":"co"}]}
		clerk cannot propose_units field.unknown_unit {"shares":[{"unit":8,"role":"sole"}]}
	`},
	{"staff submit and withdraw what they entered, never what a deputy wrote", "hunan-city", `
		clerk cannot start_draft field.required {"title":"某建议","deputy":1}
		clerk does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full","deputy":1,"entered_how":"paper"}
		clerk cannot submit field.required
		clerk does submit {"scan":"p"}
		clerk does withdraw {"reason":"代表书面撤回"}
		expect case withdrawn
	`},
	{"a paper handed in anew keeps its scan until another comes", "hunan-city", `
		clerk does start_draft {"title":"某建议","situation":"情况","requests":["一","二"],"origin":"visit","publish":"full","deputy":1,"entered_how":"paper"}
		clerk does submit {"scan":"p"}
		county does return_check {"reasons":["no_substance"],"note":"请写具体"}
		clerk does submit
		county does return_check {"reasons":["no_substance"],"note":"请写具体"}
		clerk does submit {"scan":"q"}
		county does pass_check
		clerk does split {"pieces":[{"title":"其一","requests":[1]}]}
	`},
	{"what the deputy submits in person needs no scan, and takes none", "hunan-city", `
		clerk does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full","deputy":1,"entered_how":"paper"}
		lead cannot submit field.not_from_paper {"scan":"p"}
		lead does submit
	`},
	{"what was spoken has no paper", "hunan-city", `
		clerk does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full","deputy":1,"entered_how":"oral"}
		clerk cannot submit field.not_from_paper {"scan":"p"}
		clerk does submit
	`},
	{"a deputy's own draft is out of the staff's reach", "hunan-city", submitted + `
		clerk cannot withdraw guard.draft_is_ours {"reason":"x"}
	`},
	{"a secret case has number and date and no place for text", "hunan-city", `
		clerk cannot enter_secret field.day_future {"number":"密0001","on":"2026-12-31"}
		clerk does enter_secret {"number":"密0001","on":"2026-01-13"}
		expect case offline
		clerk cannot write fault.not_now {"title":"x"}
		clerk cannot attach_text fault.not_now
	`},
	{"the office urges units that work on the case", "hunan-city", alone + `
		clerk does urge {"unit":4,"text":"请抓紧"}
		gov does urge {"text":"请抓紧"}
		special does urge {"text":"请抓紧"}
		health cannot urge fault.not_yours {"text":"x"}
		lead cannot urge fault.not_yours {"text":"x"}
		clerk cannot urge field.choice {"unit":6,"text":"x"}
		told unit:4 urged
	`},
	{"an interim reply tells the deputy and stops nothing", "hunan-city", alone + `
		health does interim_reply to assignment1 {"text":"已启动论证"}
		told post:1 interim
		due reply assignment1 2026-05-06
		expect assignment1 working
	`},
}

func TestWholeLives(t *testing.T) {
	for _, c := range walks {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, c.pack)
			w.Run(c.script)
			w.Replays()
		})
	}
}
