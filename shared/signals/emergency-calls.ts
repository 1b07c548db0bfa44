import type { Rules } from './rule.ts'

/** Help cannot be called, or would not be if it were needed. */
export const EMERGENCY_UNREACHABLE: Rules = {
	asItIs: `
		{emergency} && {neg} && {reach} && !(kostenlos|kostet|kosten|zum glück|glücklicherweise) && !(112|110) (gb|mb|mbit|euro|eur|cent|tage|prozent|minuten|kbit|stunden|kunden|ms)
		{emergency} && {down} && !(112|110) (gb|mb|mbit|euro|eur|cent|tage|prozent|minuten|kbit|stunden|kunden|ms)
		(wie|womit|wo) (soll|sollen|kann|können|könnte|hätte|hätten|kriegt|komm*) ~~ {emergency} ~ (rufen|erreichen|anrufen|verständigen|alarmieren|holen|wählen|kommen|absetzen|anwählen|hätte*|können)
		(keinen|kein|keine|ohne|weder) (funktionierenden |möglichen )?(notruf|notarzt|krankenwagen|rettungsdienst|hausnotruf|rettungswagen|feuerwehr)
		(im notfall|bei einem notfall|im ernstfall|falls was passiert|wenn was passiert|wenn etwas passiert) && ({neg}|keine hilfe|niemand|ohne telefon) && !versicher*
		(keine|keinen|niemand*) ~ (hilfe|arzt|hausarzt|notarzt|pflegedienst) ~ (rufen|holen|erreichen|anrufen|verständigen|herbeirufen)
		(hilfe|arzt|pflegedienst|notarzt) ~ (nicht|kaum|unmöglich) ~ (rufen|holen|erreichen|anrufen|erreichbar)
		(pflegebedürftig*|pflegegrad*|herzkrank*|schwerkrank*|bettlägerig*|demenz*|dement*|rollstuhl*|herzpatient*|diabetiker*|epilep*|todkrank*|schwerst*|hochschwanger*|risikoschwanger*|palliativ*) && (telefon|festnetz|notruf*|anschluss|handy|hilfe|leitung|erreichbar|anrufen|netz) && ({neg}|{down}|ohne)
		{emergencyEn} && {negEn} && {reachEn}
		{emergencyEn} && {downEn}
		no (emergency|ambulance|112|999|911) ~ (call*|possible|service*|access|reachable|line)?
		(no|without) (way|chance|possibility) ~ (call|reach|contact) ~ {emergencyEn}
		(how) (is|are|am|should|can|shall|do) ~ (call|reach|get|contact) ~ (an |the )?{emergencyEn}
		(in an emergency|in case of emergency|in case of an emergency) && ({negEn}|no one|nobody|no phone)
		{emergencyTr} ~~ (aranmıyor*|aranamıyor*|arayamıyor*|arayamadı*|arayamam*|ulaşamıyor*|ulaşamadı*|ulaşamam*|ulaşılamıyor*|ulaşılmıyor*|çağıramıyor*|çağıramadı*|çağıramam*|çalışmıyor*|bağlanmıyor*|bağlanamıyor*|düşmüyor*|çıkmıyor*|yapamıyor*|yapılamıyor*|çekmiyor*|açmıyor*|olmuyor*|mümkün değil|kesik|yok|arıyoruz ama|haber veremiyor*|cevap vermiyor*)
		(acil|acil durumda) ~~ (kimse*|kimseyi|kimseye) ~ (arayam*|ulaşam*|yok)
		(arayamıyor*|ulaşamıyor*|çağıramıyor*|aranmıyor*) ~ {emergencyTr}
		(sos|notfall|panik|hilfe|alarm|notruf|pflege) (knopf|taste|button|uhr|armband|taster|system|melder|gerät) && ({neg}|{down}|keine verbindung|defekt|meldet fehler|fehler|rot|ohne)
		{emergency} && (besetzt|keine verbindung|kein netz|abgebrochen|bricht ab|brach ab|unterbrochen|kein freizeichen|tut sich nichts|fehlgeschlagen|kommt nichts|niemand hört|hört uns|ging nicht|fehlermeldung|kein durchkommen|aufgelegt|ins leere|keine leitung|anruf fehlgeschlagen)
		(gewählt|angerufen|versucht|probiert|wähle|rufe) ~ {emergency} ~~ (besetzt|nichts|niemand|tot|keine*|abgebrochen|fehl*|ohne erfolg|erfolglos|vergeblich|stumm|tonlos)
		(pflegeheim|altenheim|seniorenheim|arztpraxis|praxis|krankenhaus|hospiz|feuerwache|rettungswache|klinik|wohnheim|dialysezentrum|kita|geburtshaus|leitstelle|pflegedienst|seniorenresidenz|wachkoma*|frauenhaus|behindertenwohnheim|bergwacht|apotheke notdienst) && !(im krankenhaus|im hotel) && (kein telefon|telefon*|leitung*|anschluss|notruf*|telefonanlage|festnetz|erreichbar|netz) && ({neg}|{down}|seit|ausfall)
		(wenn was ist|wenn etwas ist|wenn ihr was passiert|wenn ihm was passiert|falls etwas passiert|falls etwas ist|wenn da was passiert|wenn er stürzt|wenn sie stürzt|bei einem sturz) && ({neg}|{down}|niemand|allein*|erreich*|anruf*|ruf*)
		(allein*|alleinlebend*|alte*|alter|9[0-9]|8[0-9]|betagt*|schwerbehindert*|krank*|pflege*|gehbehindert*|blind*|bettläger*) && (hilfe|arzt|notarzt|notruf*|krankenwagen|hausarzt) && ({neg}|{down}|nicht mal)
		(no|neither|nor|without) (112|999|911|ambulance|police|emergency*|fire brigade)
		{emergencyEn} && (failed|fail|fails|dead|dropped|nothing|no signal|no connection|no service|offline|down|no line|no dial tone|busy|cut off|times and|no luck|no answer|without success|lost connection|in vain|not a single)
		(pendant|alarm|lifeline|care line|careline|emergency button|fall detector|red button|sos button|telecare*) && (dead|offline|not|doesnt|down|disconnected|no (signal|connection|line)|stopped|wont|isnt|cant|lost) && !(clock|smoke alarm battery|wake)
		(surgery|hospital|care home|nursing home|clinic|hospice|fire station|pharmacy|dialysis|womens shelter|doctors office|medical practice|crisis centre|school nurse) && (phone*|line*|calls|landline|reach*|get through|connection|signal|patients) && (no|not|down|dead|cant|cannot|out|isnt|without|dont|nobody)
		(acil|imdat|sos|panik) ~ (buton*|düğme*|cihaz*|alarm*) ~~ (çalışm*|yok|bozuk*|kapalı|bağlan*|çekm*)
		(hastane*|sağlık ocağı|huzurevi*|bakımevi*|eczane*|doktor*|itfaiye*|karakol*) && (ulaşam*|arayam*|hat*|telefon*) && (çalışm*|yok|kesik|çekm*|ulaşam*|arayam*|kapalı)
		(hamile*|yaşlı*|hasta*|engelli*|kalp hasta*|felçli*|yatalak*) && (arayam*|ulaşam*|hat yok|telefon çalışm*|çekmiyor*|hat kesik|haber ver*em*)
		acil ~~ (kimse*|hiç kimse*) ~ (arayam*|ulaşam*)
	`,
}
