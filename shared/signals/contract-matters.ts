import type { Rules } from './rule.ts'

/** What the customer declares, and what went wrong. */
export const CONTRACT_MATTERS = {
	cancellation: {
		said: `
			(kündig|kündige|kündigen|kündigt|gekündigt|kündigung|kündigungen|kündigungs[a-z]{3,16}|kündigungsbestätigung|sonderkündigung*|sonderkündigungsrecht|zu kündigen|kündigungsschreiben|vertragskündigung|kündigungsbutton|kuendigen|fristlos|aufkündig*|vertragsende bestätig*) && !(wohnung|miete|mietvertrag|arbeitsvertrag|arbeitgeber|chef|fitnessstudio|mein* job|überraschung|versicherung|techniker kündig*|sich kündig*|kündig* sich|zeitung|bank|netflix)
			(vertrag|abo|tarif|anschluss|abonnement|handyvertrag) ~ (beenden|zu beenden|auflösen|aufzulösen|loswerden|loszuwerden|stornieren|raus|aussteigen|abmelden|beendet|abbestellen)
			(raus|rauskomm*|aussteigen|komme ~ raus) ~ (aus) ~ (vertrag|abo|tarif)
			(aus) ~ (vertrag|abo|tarif) ~ (raus|rauskomm*|herauskomm*|aussteigen|komm*)
			(anschluss|vertrag|festnetz) ~ abmelden
			(cancel*|terminat*|end|ending|quit|close|stop) ~ (my|the|this|our|a) ~ (contract|subscription|plan|account|service|membership|line|broadband|internet|tariff|direct debit contract)
			(contract|subscription|service|account) ~ (cancelled|canceled|terminated|cancellation|termination|ended)
			(cancellation|notice of termination|termination notice|notice period|early termination|cancel my|i want to cancel|i wish to cancel|id like to cancel|how do i cancel|cancel everything|cancelling) && !(appointment|visit|engineer|booking|order|deadline)
			(get|want|getting|let me) ~ out of ~ (contract|subscription|deal)
			want out of ~ contract
			(abonelik*|aboneliğ*|üyelik*|üyeliğ*|hat|hattı*|sözleşme*|tarife*|internet*|paket*) ~ (iptal*|feshet*|fesih*|kapat*|sonlandır*|bitir*) && !(randevu*|nasıl ödenir|modem)
			(fesih*|feshed*|iptal (etmek|ettirmek|dilekçe*|talep*|ediyorum|edin|başvuru*|bedeli*)|cayma bedeli*|taahhüt* ~ (boz*|iptal*)) && !randevu*
			(cancel|cancellation|termination) (button|form|link|request|fee|option|page|process)
			(leaving|im leaving|quitting|done with) you && (contract|cancel|provider|service|good|customer)
			(will|möchte|muss|wollen|komme*) ~ (vertrag|abo) ~ (raus|los|loswerden|beenden|weg)
			(vertrag|anschluss|abo) ~ (soll|muss) ~ (weg|enden|aufhören|sterben|beendet)
		`,
	},
	withdrawal: {
		said: `
			(widerruf*|wiederruf*|widerufe*|widerrufs*|widruf*|widerspruchsrecht|14 tage rückgaberecht|rücktrittsrecht|fernabsatz*) && !(einwilligung|lastschrift*|einzugsermächtigung|sepa*|mandat|newsletter|werbung)
			(tret|trete|treten|trat|getreten|zurück) ~ (vom|von dem|von meinem|vom neuen|von diesem) ~ (vertrag|kauf|kaufvertrag|handyvertrag) ~ zurück*
			(vom|von dem|von meinem|von diesem) ~ (vertrag|kauf|kaufvertrag|bestellung|auftrag) ~ (zurücktret*|zurückgetreten|zurückzutreten|zurück)
			(rücktritt) ~ (vom|von|vertrag|kauf|bestellung)
			(withdraw*|withdrew|revoke*|revoking|rescind*|revocation|back out) ~ (contract|order|purchase|agreement|subscription)
			(right of (withdrawal|cancellation|revocation)|cooling off|cool off period|coolingoff|withdrawal (form|period|right|notice)|14 day* ~ (return|right|withdraw*|cancel*|cooling|refund|money back)|statutory right to cancel|withdraw from|hereby revoke|i revoke)
			(cayma (hak*|bildirim*|form*|süre*|talep*)|cayıyor*|caydım|cayacağ*|sözleşmeden ~ (cay*|dön*|vazgeç*)|caymak iste*|14 gün* ~ (iade|iptal|cay*)|vazgeçme hak*)
		`,
	},
	missedAppointment: {
		asItIs: `
			{fitter} ~~ (nicht|nich|nie|nimmer|wieder nicht|kein*|ned|net) ~ (da|gekommen|erschienen|aufgetaucht|gekomm|erschien|aufgekreuzt|gemeldet|kam|da gewesen|vorbei|vorbeigekommen|angekommen|hier|eingetroffen|blicken lassen|geklingelt|aufgeschlagen)
			{fitter} ~ kam ~ (nicht|nich|nie|wieder nicht|net)
			(kein*|keine|wieder kein*|niemand|keiner) ~ {fitter} ~ (da|gekommen|erschienen|aufgetaucht|kam|gesehen|weit und breit|vorbei|in sicht|hier)
			(kam|erschien|war|ist|kommt|taucht*) ~ (kein|keine|wieder kein|nie ein|mal wieder kein) {fitter}
			{fitter} ~ (versetzt|hängen lassen|hängengelassen|sitzen lassen|sitzengelassen|im stich gelassen|vergessen|verpennt|nicht geschafft)
			(uns|mich) ~ {fitter} ~ (versetzt|sitzen lassen|hängen lassen)
			(termin|terminzusage|technikertermin|zeitfenster) ~ (nicht|nie|wieder nicht|zum [a-z]+ mal nicht) ~ (eingehalten|wahrgenommen|stattgefunden|erschienen|geklappt|gekommen|zustande|statt)
			(termin|technikertermin|anschlusstermin|montagetermin) ~ (geplatzt|platzen|verpasst ~ (ihr|techniker)|verstrichen|vergessen|ohne absage|versäumt|einfach ausgefallen|ins wasser)
			(ohne absage|nicht abgesagt) && (termin|techniker|{fitter})
			(niemand|keiner|keine sau|kein schwein|kein mensch|wieder keiner|wieder niemand|nie jemand) ~ (gekommen|erschienen|kam|da|aufgetaucht|hier gewesen|geklingelt|vorbei*|vorbeigekommen|da gewesen) && (termin|{fitter}|gewartet|urlaub|frei genommen|freigenommen|zwischen|uhr|heute|vereinbart*|zugesagt|angekündigt)
			(gekommen|erschienen|aufgetaucht|kam|kommt) ~ (ist |war )?~ (niemand|keiner|kein mensch|kein schwein) 
			zum termin ~ (kam|ist|war|erschien) ~ (keiner|niemand|kein*)
			(umsonst|vergeblich|vergebens|sinnlos) ~ (gewartet|urlaub|frei|freigenommen|zu hause|zuhause|wartet) 
			(gewartet|urlaub genommen|frei genommen|freigenommen) ~~ (umsonst|vergeblich|vergebens|niemand|keiner|nicht gekommen|kam nicht|kein*) && ({fitter}|termin|niemand|keiner|gekommen|kam|umsonst|vergeblich)
			(engineer*|technician*|installer*|fitter|repairman|your guy|workman|tech|contractor*) ~ (didnt|did not|never|not|hasnt|has not|failed to|doesnt|wasnt|a no|no) ~ (show*|turn*|come|arriv*|appear*|here|came|there)
			(no|another no) (engineer|technician|one|body|installer) ~ (show*|turn*|came|come|arriv*|appear*) 
			(nobody|no one|noone) ~ (showed|turned|came|arrived|has come|has shown|has turned|shows|turns|ever came)
			(missed|broken|failed) ~ (appointment*|visit|slot|installation)
			appointment* ~ (missed|not kept|wasnt kept|was not kept|no show|ignored|never happened)
			(no show|noshow|no shows|stood (me|us) up)
			(waited|waiting|wasted|took) ~ (all day|whole day|entire day|day off|morning|afternoon|hours at home|in all) && (nobody|no one|noone|never|didnt|engineer|technician|appointment|nothing|no show)
			(teknisyen*|servis*|usta*|ekip*|montaj*|kurulum ekib*|görevli*|teknik servis*|kurye*) ~ (gelmedi*|gelmiyor*|gelmemiş*|uğramadı*|aramadı da gelmedi|gelen olmadı)
			(randevu*) ~~ (gelmedi*|gelen olmadı|gelen yok|uyulmadı|uymadı*|kimse|kaçırdı*|iptal olmuş|gelmeyen*)
			(kimse*|gelen) ~ (gelmedi*|giden olmadı|olmadı|uğramadı) && (randevu*|bekle*|teknisyen*|servis*|bugün*|saat*|dün*)
			(boşuna|boşu boşuna) ~ (bekledi*|izin aldı*)
			(bekledi*|izin aldı*) ~~ (gelmedi*|gelen yok|gelen olmadı|boşuna)
			{fitter} ~~ (taucht|tauchte|kommt|kam|erscheint|erschien|meldet) ~ (einfach |wieder |schon wieder |auch |mal wieder |natürlich |heute )*(nicht|nie)
			(angeblich|laut euch|behauptet) && (geklingelt|nicht angetroffen|nicht da|niemand da|nicht zu hause|zuhause war|vor der tür|geläutet) && ({fitter}|termin|zu hause|zuhause|da|tag)
			(nicht angetroffen|niemanden angetroffen|keinen angetroffen)
			(sollte|wollte|hätte|sollten|wollten|müsste) ~~ (kommen|da sein|vorbeikommen|erscheinen|anrücken) && (niemand|keiner|nicht|nie|kein|nix|nichts|fehlanzeige)
			(zwischen) ~ [0-9]{1,2} ~ und ~ [0-9]{1,2} && (niemand|keiner|kein*|nicht|vergeblich|umsonst)
			(missed|another missed|third missed|second missed) (visit|appointment|slot|call out|callout|installation|booking)
			(engineer*|technician*|installer*|fitter) ~ (no show|noshow|a no show|missed|late again|didnt bother|stood us up|cancelled last minute)
		`,
	},
	doubleBilling: {
		said: `
			(doppelt*|zweimal|zwei mal|2 mal|2x|zweifach|dreimal|drei mal|3x|mehrfach|doppel) ~ (abgebucht|berechnet|bezahlt|gezahlt|belastet|eingezogen|kassiert|in rechnung|verrechnet|abgezogen|fakturiert|abbuchen|bezahlen|zahlen|abbucht|abgerechnet|berechnen|einzieh*|abbuchung*|kassieren|überwiesen|gebucht|aufgeführt|berappt|belastung|abgebuch*|abkassiert)
			(abgebucht|berechnet|bezahlt|belastet|eingezogen|kassiert|in rechnung|verrechnet|abgezogen|buchen|bucht|abbuch*|gezahlt|kassiert|rechnung|zieht|berechnet|abgerechnet|zahle|zahlen) ~ (doppelt*|zweimal|zwei mal|2 mal|2x|zweifach)
			(doppelabbuchung*|doppelzahlung*|doppelberechnung*|doppelbuchung*|doppelrechnung*|doppelte (abbuchung*|rechnung*|zahlung*|belastung*|lastschrift*|berechnung*|grundgebühr|buchung*|kosten|gebühr*))
			(zwei|2) (abbuchungen|lastschriften|buchungen|rechnungen|zahlungen|beträge) ~ (für|im|selben|gleichen|einen|desselben) && (selb*|gleich*|ein und|einen monat|einem monat|denselben|dasselbe)
			(charged|billed|debited|paid|invoiced|deducted|pay*|charge*|charging|billing|took|taken) ~~ (twice|two times|double|2 times|2x|a second time|three times|duplicate)
			(double|duplicate|twice) ~ (charge*|bill*|payment*|debit*|invoice*|paid|deduct*)
			(iki|2|çift|üç) (kere|kez|defa|sefer) ~ (çek*|fatura*|öde*|tahsil*|kes*|al*|yansıt*|para*|ücret*) && (çek*|fatura*|öde*|tahsil*|para*|ücret*|kes*|kart*|hesab*)
			(fatura*|ödeme*|ücret*|para*|tahsilat*|kart*|hesab*) ~ (iki|2|çift|mükerrer) (kere|kez|defa|sefer)? ?(çek*|kes*|al*|tahsil*|gel*|öde*|yansı*|fatura*)
			(çift|mükerrer) (fatura*|çekim*|ödeme*|tahsilat*|ücret*|para)
			(2x|2 x|zweimal|doppelt|zwei mal) ~~ (abgebucht|eingezogen|berechnet|belastet|kassiert|bezahlt|gezahlt|abbuchung*|lastschrift)
			(two|2) (identical|same|equal) (charges|payments|bills|invoices|debits)
			(identische*|gleiche*|dieselbe) (abbuchung*|rechnung*|buchung*|lastschrift*|beträge) ~ (zweimal|doppelt|zwei|2)
			(zwei|2) (identische|gleiche|mal die gleiche|mal dieselbe) (abbuchung*|rechnung*|buchung*|lastschrift*|beträge)
		`,
	},
	repeatedContact: {
		said: `
			(zum|das|schon das|jetzt das|bereits das|die|der|mein|meine|schon der|jetzt schon der|jetzt der) (zweiten|dritten|vierten|fünften|sechsten|siebten|achten|zehnten|x ten|xten|hundertsten|tausendsten|dritte|vierte|fünfte|sechste|siebte|zehnte|wiederholten|[0-9]{1,2}) (mal|anruf|mail|nachricht|e mail|versuch|beschwerde|kontakt|ticket|anfrage|meldung|schreiben) && !(ausgefallen|ausfall|ausfällt|geplatzt|techniker|termin)
			([2-9]|[1-9][0-9]|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zig|x|mehrere|hundert|tausend|etliche|einige|unzählige|zich|ein paar)( mal|mal|x)? ~ (angerufen|geschrieben|gemeldet|kontaktiert|gemailt|nachgefragt|telefoniert|nachgehakt|reklamiert|beschwert|gefragt|gechattet|mails geschrieben|mails|anrufe|anrufen|gebeten|angeschrieben|erklärt) && !tagen
			(mehrfach|mehrmals|mehrmalig*|wiederholt|ständig|zigmal|zigfach|dreimal|viermal|fünfmal|sechsmal|zehnmal|xmal|hundertmal|unzählige male|etliche male|mehrere male|zweimal|immer wieder|laufend|tausendmal|tausend mal|dauernd) ~ (angerufen|geschrieben|gemeldet|kontaktiert|gemailt|nachgefragt|telefoniert|nachgehakt|reklamiert|beschwert|gefragt|gechattet|anrufen|melden|schreiben|schreibe|erklären|erklärt|rufe|versucht|vertröstet|gebeten|hingewiesen|an) && !(abgebucht|berechnet)
			(seit) ~ (tagen|wochen|monaten|woche|jahren|ewigkeiten|monat) ~ (schreibe|schreib|schreiben|melde|meld|ruf|rufe|versuche|versuchen|telefonier*|warte ich auf (antwort|rückruf|rückmeldung)|vertröstet|hinterher|bitte ich|frage ich|reklamier*)
			(wie oft|wievielmal|wie viele mails|wie viele male|wieviel mal|wie viele anrufe) ~~ (noch|schon|melden|schreiben|anrufen|sagen|erklären|fragen|denn)
			(auf) ~ (mails|mail|nachrichten|anfragen|anfrage|schreiben|e mails|briefe|nachricht|tickets|beschwerden|beschwerde|email|emails) ~ (keine|nie|bis heute|nicht|immer noch|kommt|kam) ~ (antwort*|reaktion|reagiert|rückmeldung|geantwortet|bekommen|keine)
			(keine|nie|immer noch keine|bis heute keine|wieder keine|weiterhin keine|nie eine|bislang keine) (antwort|reaktion|rückmeldung|rückantwort) ~ (auf|mails*|bekommen|erhalten|von euch|seit)
			(schon wieder|erneut|nochmal|noch einmal|abermals|wieder) (schreib*|melde|meld|rufe|ich|an euch|bei euch) ~ (ich|melde|euch|weil|an)? && (keine antwort|niemand|nichts passiert|letzte|reagier*|keiner|vorige|nie)
			(niemand|keiner|ihr) ~ (reagiert|antwortet|meldet sich|ruft zurück|kümmert sich) && (mehrfach|mehrmals|gemeldet|mails|geschrieben|angerufen|anrufe|nachrichten|gemailt)
			(zig|tausend|hundert|hunderte|unzählige|etliche|mehrere) (mails|anrufe|nachrichten|e mails|tickets|telefonate|chats|versuche|emails|gespräche)
			(letzte*|meine*|vorherige*|vorige*|drei|zwei|vier|alle) ~ (mails|nachrichten|anfragen|tickets|anrufe) ~ (ignoriert|unbeantwortet|nicht beantwortet|blieben|ohne antwort|verpufft|nie beantwortet)
			(ignoriert ihr|werde ignoriert|wurde ignoriert|werde nur ignoriert|werde nur vertröstet|werde immer vertröstet|von einem zum anderen)
			(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|umpteenth|millionth|100th|[0-9]{1,2}(nd|rd|th)) (time|email|call|message|attempt|ticket|complaint|phone call|contact|request) && (i|im|ive|my|asking|contacting|calling|writing|this is|emailing|ask|complain*|report*|me) && !(outage|went down|visit|appointment|engineer)
			(call*|contact*|email*|messag*|phon*|rung|wrote|written|rang|reported|asked|spoken|complain*|chased|chasing|told|tried) ~~ (several|multiple|many|countless|numerous|[2-9]|[1-9][0-9]|two|three|four|five|six|seven|eight|ten|dozens of|so many|a hundred|a dozen|twice|repeatedly|again and again|over and over|umpteen) ?(different )?(times)?(?! (days|years|months|hours|people|weeks|minutes|euros)) && (times|repeatedly|again and again|over and over|twice|emails|calls|messages|agents|tickets|occasions)
			(multiple|several|numerous|countless|many|[2-9]|[1-9][0-9]|three|four|five|six|seven|ten) (emails|calls|messages|tickets|attempts|phone calls|chats|complaints) && (i|ive|my|no|nobody|nothing|still|later|after|sent|made|raised)
			(how many (more )?times|keep (calling|asking|emailing|writing|contacting|being told|getting passed)|kept calling|nobody (replies|responds|answers) to my|(still |yet )?no (reply|response|answer) to (my|any|all|the last)|passed (around|from)|(emails|messages|calls) ~ (ignored|unanswered))
			(kaç|kaçıncı) (kere|kez|defa|sefer|kezdir|defadır) ~ (ara*|yaz*|şikayet*|mesaj*|başvur*|söyle*|bildir*|mail*|anlat*)
			(kaçıncı) ~ (arayış*|mesaj*|mail*|başvuru*|şikayet*|kez|defa|kere)
			(ikinci|üçüncü|dördüncü|beşinci|altıncı|onuncu|bininci|[0-9]{1,2}) (kez|kere|defa|sefer|kezdir|defadır) ~ (ara*|yaz*|şikayet*|mesaj*|başvur*|bildir*|söyle*|mail*|talep*)
			(defalarca|sürekli|tekrar tekrar|sayısız kez|sayısız kere|kaç defa|üst üste|binlerce kez|birkaç kez|birkaç kere|birçok kez|günlerdir|haftalardır|aylardır) ~ (ara*|yaz*|şikayet*|mesaj*|başvur*|bildir*|söyle*|mail*|talep*|görüş*|uğraş*)
			(mesajlarıma|maillerime|şikayetlerime|aramalarıma|başvurularıma|mesajıma|mailime) ~ (cevap*|dönüş*|yanıt*|kimse)
			(hala|hâlâ|hiç|kimse) ~ (cevap|dönüş|yanıt) ~ (yok|vermiyor*|verilmedi|alamadım|yapılmadı|yapmıyor*|gelmedi) && (kez|kere|defa|yaz*|ara*|mesaj*|gün*|hafta*|mail*)
			(been|keep|kept|have been) (emailing|calling|writing|messaging|contacting|phoning|chasing|asking|complaining) ~ (you|for|since|about|support|them)
			(emailing|calling|writing|chasing|contacting) ~ (for weeks|for months|for days|every day|daily|again|since)
		`,
		asItIs: `
			(auf) ~ (mails|mail|nachrichten|anfragen|schreiben|beschwerden|tickets) ~ (keine|nie|nicht) ~ (antwort*|reaktion|reagiert|rückmeldung|geantwortet)
			([3-9]|[1-9][0-9]|drei|vier|fünf|sechs|zehn|zig|x) ?mal ~ (gemeldet|angerufen|geschrieben|gemailt|nachgefragt|kontaktiert)
			(nie|kein*) ~ (rückruf|antwort|reaktion) && ([2-9] ?mal|mal angerufen|mehrfach|mehrmals|dreimal|zigmal|wochen)
			seit (tagen|wochen|monaten|einer woche|zwei wochen|drei wochen|einem monat) ~ (melde|gemeldet|schreibe|schreib|rufe|bitte ich|bitten wir|versuche|versuchen|frage|fragen|reklamiere*|telefoniere*)
		`,
	},
} as const satisfies Readonly<Record<string, Rules>>
