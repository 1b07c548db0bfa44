import type { Rules } from './rule.ts'

/** To whom else the customer turns. */
export const PRESS_AND_LAW = {
	press: {
		said: `
			(journalist*|redakteur*|redaktion*|reporter*|presseanfrage*|pressestelle*|pressesprecher*|presseausweis|chefredak*|lokalredaktion|nachrichtenredaktion|pressemitteilung|medienanfrage|pressekontakt|presseabteilung|lokalreporter*|volontär*)
			(bitte*|bitten|brauch*|hätte*|ersuch*|frist|gern*) ~ (stellungnahme|statement) && (bis|redaktion|artikel|bericht*|sendung|veröffentlich*|presse|zeitung|beitrag|ausfall|störung)
			(stellungnahme|statement) ~ (bis|vor) ~ (uhr|[0-9]{1,2}|heute|morgen|redaktionsschluss)
			(schreib*|arbeit*|recherchier*|berichte*|dreh*|produzier*) ~ (für|an) ~ (artikel|zeitung|magazin|nachrichten|tagblatt|tageblatt|sender|beitrag|sendung|blog|portal|podcast|anzeiger|rundschau|ndr|wdr|zdf|ard|mdr|swr|br|rtl|spiegel|taz|faz|bild|welt|zeit|heise|golem|reportage|dokumentation)
			(gehe|geh|gehen|wende*|melde|melden|schick*|geht|gebe|geb|erzähl*|kontaktier*|informier*|schreib*|weitergeb*|steck*) ~ (an|zu|zur|bei|der|die|den|dem|das|mit|damit) ~ (presse|zeitung|bild|bild zeitung|bildzeitung|medien|fernsehen|rtl|sat1|zdf|ndr|wdr|spiegel|stern tv|akte|lokalpresse|lokalzeitung|plusminus|wiso|marktcheck|markt|abendblatt|bild redaktion|presserat|öffentlichkeit)
			(presse|zeitung|medien|fernsehen|rtl|bild zeitung|bildzeitung|lokalpresse|lokalzeitung) ~ (einschalt*|einzuschalten|informier*|kontaktier*|wenden|gehen|melden|interessier*|freuen|freut|bescheid)
			(rtl|sat1|zdf|ndr|wdr|mdr|swr|bild|spiegel|wiso|plusminus|stern tv|akte) ~ (freuen|freut|interessier*|melde*|schick*|bescheid|meld ich)
			(melde|meld|schick*|schreib*|erzähl*|geb*|gehe) ~ (rtl|sat1|zdf|ndr|wdr|mdr|swr|bild zeitung|bildzeitung|spiegel tv|wiso|plusminus|der bild)
			(journalist*|reporter*|newsroom|press (enquiry|inquiry|office|contact|request|officer|team)|media (enquir*|inquir*|request*|contact*|team|relations)|news desk|newsdesk|editor (at|of|for)|correspondent)
			(comment|statement|quote|response) ~ (for|on|about|by|before) ~ (story|article|outage|deadline|report|broadcast|piece|publication|record)
			(writing|working|preparing|researching|producing) ~ (article|story|report|piece|feature|segment|documentary)
			(go|going|take|taking|went|talk|talking|tell|telling|contact*) ~ (to |it to )?(the )?(press|media|papers|newspaper*|bbc|local news|news|tv)
			(gazeteci*|muhabir*|basın (açıklama*|mensub*|danışman*|birim*|sözcü*|için)|haber (yapıyor*|için|müdür*|merkez*|yapacağ*|hazırl*)|röportaj*|editör*|basına (vereceğ*|verir*|gider*|gideceğ*|haber*|yansıt*)|medyaya (ver*|taşı*|yansıt*)|televizyona (çık*|ver*)|gazeteye (ver*|yaz*|gid*))
			{outlet} && (statement|stellungnahme|fragen|anfrage|interview|beitrag|bericht*|artikel|reportage|sendung|recherch*|hier|kommentar|story|antwort|frist|redaktion)
			(hier|bin|arbeite|schreibe|komme|name|mein name) ~ (vom|von der|von|für|für die|für den|beim|bei der) ~ {outlet}
			(lokalzeitung*|zeitung*|presse|medien|fernsehsender|lokalradio|radiosender|lokalpresse|tageszeitung) ~ (telefoniert|gesprochen|geschrieben|kontaktiert|informiert|gemeldet|angerufen|geschickt|weitergegeben|gegangen|bescheid|schreiben|melden|wenden|alarmiert)
			(beitrag|bericht|thema|story|fall|schlagzeile|futter|artikel|reportage) ~ (für|bei) ~ (zeitung|presse|fernsehen|tv|{outlet}|medien|lokalzeitung)
			(reportage|dokumentation|fernsehbeitrag|zeitungsartikel|radiobeitrag) ~ (such*|dreh*|recherch*|arbeit*|bitt*)
			(gibt es|haben sie|habt ihr|bitte um|brauche|bekomme ich) ~ (statement|stellungnahme|offizielle* äusserung|zitat|o ton)
			(freelance|investigative) (journalist|reporter|writer)
			(write|writing|report|reporting|work|working|freelance|on behalf) ~ (for|with|at) && (comment|statement|quote|story|article)
			(would like|need|want|request*|asking for|looking for) ~ (comment|statement|quote) && (from you|story|article|outage|mail|times|deadline|press|paper|news|write|company)
			(press|media) (team|officer|spokes*|person|desk|statement|comment|release|deadline|department)
			(on the record|off the record|for publication|going to print|our readers|our viewers|our newspaper|my editor|our audience)
			(ajans*|gazete*|haber) ~ (muhabir*|için|adına|soru*|röportaj*|yaz*)
			(basın|medya|gazete*|televizyon*) ~ (haber ver*|ilet*|paylaş*|duyur*|şikayet*|aç*|ulaş*)
		`,
	},
	lawyer: {
		said: `
			(rechtsanwalt*|rechtsanwält*|rechtsbeistand*|rechtsschutz*|rechtsvertret*|mandant*|anwaltsschreiben|anwaltlich*|fachanwalt*|rechtsanwlt|strafanzeige|klageschrift|mahnbescheid|einstweilige verfügung|amtsgericht|landgericht|sammelklage|schadensersatzklage|schadenersatzklage|musterfeststellungsklage|rechtsabteilung|unterlassungs*|abmahnung)
			(mein*|unser*|einem|einen|vom|zum|der|über|ein|den|dem|durch) ~ (anwalt|anwalts|anwälte|anwältin|anwälten)
			(anwalt|anwältin|anwälte) ~ (einschalt*|eingeschaltet|melde*|nehm*|schreib*|übergeb*|prüf*|beauftrag*|geht|sprech*|holen|wenden|weiss)
			(klage*|verklag*|klagen) ~ (einreich*|eingereicht|erheb*|droh*|gegen|ein|vor gericht|euch|sie)
			(verklag*|verklage*|zu verklagen|reiche* klage|einklag*)
			(vor|ans|zum|beim|über das|übers) gericht
			(gerichtlich*|gerichtsverfahren|gerichtstermin|prozess führen) ~ (klär*|vorgeh*|schritt*|durchsetz*|geltend|mahnverfahren)?
			(rechtliche*|juristische*|gerichtliche*) ~ (schritte|schritten|konsequenzen|mittel|weg|vorgehen|vor|massnahmen|folgen|beistand|hilfe|beratung)
			(rechtsweg|klageweg|zivilklage|kanzlei ~ (beauftrag*|schreib*|meld*|vertret*|übergeb*))
			(zeige|zeig|zeigen|erstatte*) ~ (euch|sie|anzeige) ~ an
			(anzeige) ~ (erstatt*|stellen|gestellt|raus|wegen)
			(lawyer*|attorney*|solicitor*|barrister|legal (action|steps|proceedings|advice|counsel|team|representative|aid|letter)|lawsuit*|small claims|class action|legal protection insurance|law firm ~ (contact*|represent*|letter|instruct*|will))
			(sue|suing|sued) ~ (you|your|company|for|them|u)?
			(take|taking|see|meet) ~ (you )?~ (to|in) court
			(in|to|before a) court && !(tennis|food|basketball)
			(avukat*|dava (aç*|edec*|ederim|dilekçe*|konusu)|mahkeme*|yasal (işlem*|yol*|süreç*|hak*)|hukuki (işlem*|yol*|süreç*|süreci|haklar*)|savcılı*|suç duyurusu*|icra ~ (başlat*|ver*)|ihtarname*|hukuk bürosu)
		`,
	},
	regulator: {
		said: `
			(bundesnetzagentur*|netzagentur*|bnetza*|bundesnetz agentur|regulierungsbehörde*|schlichtungsstelle*|schlichtungsverfahren*|schlichtung*|datenschutzbehörde*|landesdatenschutz*|datenschutzbeauftragte* (des landes|beim land|in kiel|beschwer*)|bfdi|bundesdatenschutz*|kartellamt*|bundeskartellamt|aufsichtsbehörde*|ombudsmann|ombudsfrau|ombudsstelle|regulierer|gewerbeaufsicht*|bafin|petitionsausschuss|eu kommission|rtr schlichtung*|bundesnetzagntur|beschwerdestelle der behörde)
			(datenschutzbeauftragte*|landesbeauftragte*|bundesbeauftragte*) ~ (des landes|beschwer*|meld*|gemeldet|informier*|wend*|land|bund|einschalt*|läuft)
			(beschwer*|meld*|meldung) ~ (datenschutzbeauftragte*|behörde|aufsicht*|amt für)
			(ofcom*|regulator*|ombudsman*|federal network agency|telecom* (regulator|authority|ombudsman|agency)|data protection (authority|agency|commissioner|officer complaint)|ico complaint|information commissioner*|fcc|competition authority|arbitration (board|body)|regulatory (authority|body|agency)|supervisory authority|dispute resolution (body|service|scheme)|adr scheme)
			(btk|btkya|btkye|btknin|bilgi teknolojileri*|rekabet kurum*|kvkk*|düzenleyici kurum*|kişisel verileri koruma*|cimer*|bakanlı[a-z]{0,8} ~ (şikayet*|başvur*))
		`,
	},
	consumerAdvice: {
		said: `
			(verbraucherzentral*|verbraucherschutz*|verbraucherschützer*|verbraucherberat*|vzbv|vz (hamburg|nrw|bayern|hessen|berlin|sachsen)|konsumentenschutz*|verbraucherschutzverein|verbraucherzentrahle|stiftung warentest ~ (meld*|schreib*|beschwer*|wend*)|verbraucherverband*|verbraucher zentrale|verbraucherportal|arbeiterkammer)
			(consumer (advice|protection|rights|centre|center|organisation|organization|association|advisory|champion|watchdog|council|affairs|agency|group*)|citizens advice|trading standards|which magazine complaint|better business bureau)
			(tüketici (hak*|heyet*|dernek*|derneğ*|mahkeme*|koruma*|birliğ*|örgüt*|şikayet*)|tüketici hakem*|hakem heyet*|şikayetvar*|alo 175)
			(vz|verbraucherz|v zentrale) ~ (dürft|darf|sagt|meint|geprüft|termin|beraten|bestätigt|rät|nrw)
			(laut|bei der|zur|von der) vz
		`,
	},
} as const satisfies Readonly<Record<string, Rules>>
