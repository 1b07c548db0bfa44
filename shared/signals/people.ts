import type { Rules } from './rule.ts'

/** Who writes, of whom, and in whose name. */
export const ABOUT_PEOPLE = {
	bereavement: {
		said: `
			(todesfall*|sterbeurkunde*|sterbefall*|todesfalls|hinterbliebene*|nachlass|erbschein*|erbe des|witwe|witwer|beerdigung*|bestatter*|bestattung*|totenschein*|trauerfall*|sterbedatum|nachlassverwalt*|verstorben*) && !(router|handy|akku|modem|netz|internet|wlan|leitung)
			{family} ~~ (verstorben|gestorben|tot|starb|verstarb|ist tot|beerdigt|von uns gegangen|lebt nicht mehr|nicht mehr am leben|tödlich verunglückt|heimgegangen|entschlafen|gegangen ist) && !(lach*|laufen|router|akku)
			(tod|ableben|versterben) ~ (mein*|unser*|des|der|ihres|seines|von) ~ ({family}|kunden|vaters|mannes|bruders|sohnes|ehemannes|opas|grossvaters|anschlussinhabers|vertragspartners|vertragsinhabers|schwiegervaters|schwagers)
			(starb|verstarb|gestorben) ~ {family}
			(verlor|verloren) ~ (mein*|unser*) ~ {family}
			(hab|habe|haben) ~ (mein*|unser*) {family} ~ verloren
			(passed away|pass away|passed on|deceased|late (husband|wife|father|mother|dad|mum|mom|partner|brother|sister|grandfather|grandmother|uncle|aunt|son|daughter)|death certificate|bereave*|widow|widower|probate|funeral|executor of|next of kin died|died recently)
			{family} ~ (died|is dead|has died|has passed|passed last|is no longer with us|dead since)
			(lost) (my|our) {family} && !(phone|password|sim|card|login)
			(death|passing) of (my|our|the|a) ~ ({family}|account holder|relative|customer)
			(vefat*|rahmetli*|merhum*|ölüm (belge*|raporu|kaydı|ilmühaber*)|cenaze*|defin ruhsat*|veraset*|mirasçı*|başımız sağ|hakkın rahmetine)
			{kinTr} ~ (kaybett*|vefat*|öldü|ölmüş|ölümü*|kaybı*|hayatını kaybett*|rahmetli*)
			(öldü|vefat etti|hayatını kaybetti) && {kinTr}
			(abone|hat sahibi|hattın sahibi|müşteri) ~ (öldü|vefat*|hayatını kaybett*|ölmüş)
		`,
		asItIs: `
			({family}|kontoinhaber*|anschlussinhaber*|vertragsinhaber*|inhaber*) ~ lebt ~ nicht mehr
			(weilt|weilen) nicht mehr unter uns
			no longer with us && {family}
			{family} ~ (nicht mehr unter uns|nicht mehr da|von uns gegangen|heimgegangen)
			(verstorbene*|verstorbenen) ~ {family}
			(estate of|late (uncle|aunt|cousin|friend|neighbour|grandpa|grandma|fiance))
		`,
	},
	minor: {
		said: `
			(ich bin|bin|ich bin aber|ich bin doch|ich bin ja) ~ (9|1[0-7]) (jahre|jahre alt|und|j|jahr)?(?! (tage|wochen|monate|stunden|mal|minuten|prozent|euro|jahren|jahre (kunde|bei|treu|dabei|kundin|dabei)|km|kunde|jahre lang|gb|mbit|nummer|uhr)) && !(kunde|kundin|jahre ohne|jahre bei|jahre kunde|seit)
			(mein*|unser*|ihr*|die|der) ~ ([5-9]|1[0-7]) ?(jährig*|jahre alt*|jähr*) ~ ({child}|hat|bruder|schwester) 
			{child} ~ ([5-9]|1[0-7]) (jahre|jahre alt|ist|j|und)?(?! (tage|wochen|gb|mbit|monate|uhr|euro|mal|stunden)) && (vertrag|abo|bestell*|abgeschlossen|unterschrieben|kauf*|unterschreiben|handyvertrag|geschlossen|gemacht|abos|käufe|gebucht|gekauft|sim)
			{child} ~ (ist|hat|noch|war) ~ (erst|noch|gerade|grad|schon) ~ ([5-9]|1[0-7]) && !(klasse|uhr)
			({child}) ~ (abo|vertrag|handyvertrag|käufe|spielkäufe|bestellung) ~ (abgeschlossen|unterschrieben|gekauft|bestellt|gemacht|aufgeschwatzt|angedreht|untergejubelt) && !(für mein* sohn|für unser*)
			(schüler*|jugendliche*|kindern) ~ (vertrag|abo|vertrags) ~ (angedreht|verkauft|aufgeschwatzt|abgeschlossen|ungültig|nichtig)
			(underage*|under 18|under age|a minor|minors|not 18 yet|not yet 18|under the age of|not an adult yet|parental consent|without (parental|my|his|her|their) (permission|parents)|legal guardian)
			(im|i am|iam|am) (only |just |still )?(9|1[0-7]) (years|year|yrs|yo|and|years old|yo)?(?! (days|months|weeks|hours|minutes|percent|times|km|gb|mbps|years (with|a|customer)))
			(my|our|his|her) ([5-9]|1[0-7]) (year|yr|years|yrs) old
			{child} ~ (is|whos|was|aged|only) ~ ([5-9]|1[0-7]) && (contract|subscription|sold|signed|bought|ordered|account|plan|sim)
			(1[0-7]|[7-9]) yaşında* && !(modem*|müşteri*)
		`,
		asItIs: `
			(minderjährig*|minderjäh*|noch nicht volljährig|nicht volljährig*|unter 18|noch keine 18|erziehungsberechtigt* ~ unterschr*|ohne (zustimmung|einwilligung|erlaubnis|wissen) (der|seiner|ihrer|meiner) eltern|beschränkt geschäftsfähig|geschäftsunfähig|taschengeldparagraph)
			(reşit (değil*|olma*)|18 yaş* ~ (küçü*|altı*|doldurma*)|yaşı küçü*|yaşım küçü*|yaşı tutm*|küçük yaşta*|veli (izni|onayı)*|henüz 18|18 olmadım)
			ich bin (erst |noch |gerade |grad )*(9|1[0-7])(?! (tage|wochen|monate|stunden|mal|minuten|prozent|euro|jahren|jahre (kunde|bei|treu|dabei|kundin|dabei|lang|schon|ohne)|km|kunde|gb|mbit|nummer|uhr|tagen|monaten|jahr kunde)) && !(kunde|kundin|seit|pünktlich)
			{child} ~ (geld|euro|€) ~ (ausgegeben|apps|spiel*) && ([5-9]|1[0-7]|minderjährig*)
		`,
	},
	poaching: {
		said: `
			(wechsel|wechselt|wechseln sie|wechsle|wechsl) (doch |einfach |lieber |mal |jetzt |alle |schnell |halt |endlich |am besten |bitte )*(zu|nach|rüber)( ~ (uns|[a-z0-9]{2,20}))? && !¿
			(komm|kommt|kommen sie) (doch |einfach |lieber |alle |schnell |jetzt alle |mal alle |rüber |am besten |alle schnell |besser )+(zu|nach|rüber|zum) && !(techniker|¿|monteur|vorbei)
			(komm|kommt) (zu|zum) (nordtel|[a-z0-9]{3,20}) && (bonus|gratis|günstig*|billig*|freie|leitung|rabatt|euro|mbit|monat*|schnell*|besser*|angebot)
			(bei uns|bei [a-z0-9]{3,15}) ~ (bekommst|kriegst|hättest|hast|zahlst|bezahlst|bekommt ihr|kriegt ihr|zahlt ihr|hättet ihr|bekommen sie|zahlen sie|surfst|bist) && !¿
			bei uns ~ (günstiger|billiger|gratis|geschenkt|ab [0-9]{1,3}|für [0-9]{1,3}|nur [0-9]{1,3}|kostenlos|rabatt|bonus|gibts das|besser*) && (schreib|meld|komm|wechsel*|link|pn|dm|nachricht|euro|mbit|für dich|für euch|angebot|profil|schaut|€)
			(schreib|schick|meld|schreibt|meldet|melde|schreiben sie) ~ (mir|uns|dich|euch|bei mir|bei uns) ~~ (angebot|deal|günstig*|billig*|besser*|rabatt|konditionen|bonus|provider|anbieter) && !(ihr habt|habt ihr)
			(angebot|deal|rabatt|konditionen|tarif) ~ (für dich|für euch|für sie|von der konkurrenz|von uns) && (schreib|meld|melde|dm|pn|link|privat|konkurrenz|wechsel*|super|besser*|hätte|hab|habe|günstig*) && !(habt ihr|haben sie|gibt es|¿)
			(hol|holt|sicher|sichert|nutz|nutzt|klick|klickt|schnapp|spar|spart|nimm|nehmt|probier|probiert) ~ (bonus|wechselbonus|rabatt*|gutschein*|prämie|code|cashback|bei uns|mit meinem|unser* tarif|link|gratismonat)
			(code|rabattcode|empfehlungscode|werbecode|aktionscode|freundschaftscode|promocode) ~ (bonus|rabatt|für euch|für dich|sparen|gratis|€|euro|prämie|nutz*|eingeben) && !(funktioniert|klappt|geht nicht|gutschrift|ungültig|eingegeben habe|nicht)
			(erster|erste|ersten|die ersten) ~ (monat|monate) ~ (gratis|kostenlos|geschenkt|umsonst) && (link|komm*|wechsel*|bei uns|profil|jetzt|uns)
			(wer|alle die) ~ (wechseln|wechsel) (will|möchte|wollen|möchten) && (code|link|bonus|meld*|schreib*|bei|dm|pn|kontakt|uns)
			(link (im|in) (profil|bio)|klick auf mein profil|schaut auf mein profil|folg mir für)
			(switch|come|move|hop|jump|change) (over )?to (us|our (network|company|service|team)|[a-z0-9]{3,15} (and|for|you))(?! (a|the|my) ) && (free|cheap*|better|fast*|get|save|bonus|discount|deal|months|we|us|euro|now|today|instead) && !(¿|can you|could you|please|engineer)
			(switch|come over|move over|come join|join) ~ (to )?us && !(¿|can you|could you|engineer|technician)
			(dm|message|inbox|pm|text|contact|hmu|hit) (me|us) ~~ (deal|offer|better|discount|cheaper|price|quote|rate|plan|provider|promo|savings) && !please
			(use|with|enter|apply|grab) (my|our|this|the) ~ (code|referral|link|promo) && !(doesnt|does not|not work*|wont|isnt|tried|invalid)
			(referral (code|link|bonus)|affiliate link|link in (bio|profile)|sign up with us|we (are|re) ~ (cheaper|faster|better) (than)?|we offer ~ (cheaper|better|faster|discount|free)|we have better|we can offer you|better deal than|better offer for you|cheaper with us)
			(bize|bizim (şirket*|firma*|operatör*|tarafa)) ~ (geç*|gel|gelin|gelsene*|katıl*|taşı*|transfer*) && !(teknisyen*|servis*|ne zaman|ekip*)
			(bizde|biz) ~ (daha )?(ucuz*|hızlı|uygun*|kaliteli|avantajlı|bedava|ücretsiz|indirim*|kampanya*) && !(neden|değil|niye)
			(dm|özelden|özele|mesaj) ~ (at*|yaz*|gel*|ulaş*) ~~ (teklif*|indirim*|ucuz*|kampanya*|fiyat*|fırsat*|tarife*)
			(teklif*|indirim*|ucuz*|kampanya*|fırsat*|avantaj*) ~~ (dm|özelden|özele yaz|profilimde*|linkte*|bio*|bana ulaş|bana yaz)
			(indirim|davet|referans|promosyon) kod* ~ (kullan*|gir*|ile|için) && !(çalışm*|olmuyor|geçersiz)
			(hätten|haben|hab|hätte|biete|bieten|gibts) ~ (was|etwas|einen|ein) ~ (besseres|besser|günstig*|bessere*) ~ (für dich|für euch|für sie|da)
			(schreib|schreibt|meld|melde|meldet) ~ (uns|mir|bei uns|bei mir) (einfach |gern |mal |doch |kurz |gerne )*(eine |ne |per |als |via )*(dm|pn|privat*|nachricht) && (besser*|günstig*|angebot|tarif|deal|wechsel*|für dich|für euch|billig*) && !(könnt ihr|bitte schreibt mir)
			(gelin|geç|geçin|gel) (bize|bizim tarafa|buraya) && !(teknisyen*|servis*|ne zaman)
			(sick|tired|fed up) of (them|this provider|your provider) && (join|switch|us|try|dm|message)
			(join|try|choose) (us|our network) && (free|cheap*|get|save|months|deal|euro|better)
		`,
	},
	impersonation: {
		said: `
			(gibt|gab|geben|gaben|ausgibt|ausgab) (sich|er sich|sie sich|da sich|sich da|da jemand) ~ (als|für)
			(gibt|gab|geben) (sich )?(jemand|einer|leute|wer|da) ~ als ~ (aus|ausgegeben)
			(sich|jemand) ~ als ~ (mitarbeiter*|support|techniker|euer*|eure*|kundendienst|kundenservice|hilft|berater*|kollege*|ihr*) ~ (aus|ausgegeben|ausgibt|ausgeben|vorgestellt|aus gibt)
			(fake|unecht*|nachgemacht*|gefälscht*|gefakt*|dubios*|betrügerisch*) (account*|konto|konten|profil*|seite*|mail*|email*|e mail*|sms|webseite*|website*|shop*|nachricht*|anruf*|mitarbeiter*|support|rechnung*|nummer*|link*|kundendienst|techniker|hotline|app*|gewinnspiel*|brief*|schreiben|whatsapp*)
			(fakeaccount*|fakeprofil*|fakemail*|fake (hilft|account)*|fakeshop*|fakeanruf*|falsche* (mitarbeiter*|techniker*|profil*|support*|hilft)*|falscher account)
			(phishing*|fishing (mail|email|sms)|spoofing|smishing|phising*|pishing*|vishing|identitätsdiebstahl|betrugsmasche*|betrugsversuch*|fakeanrufe|enkeltrick|telefonbetrug*|quishing)
			(in|unter) (eurem|ihrem|euren|deren|hilfts) namen
			(betrüger*|betrug|abzocker*|scam*|kriminelle*) ~~ (geben sich|gibt sich|rufen|ruft|ruf|anrufe*|unterwegs|im umlauf|als ihr|als euer*|namen|angeblich|eure nummer|eurer nummer|eurem logo) && !(ihr seid|ihr betrüger)
			(angeblich*|vermeintlich*|vorgeblich*) ~ (von euch|von ihnen|hilft|euer|eure*|eurem|eurer|ihr support|ihrem unternehmen|ein* mitarbeiter*|mitarbeiter* von|im auftrag|in eurem auftrag|euren) && (anruf*|mail*|sms|nummer|link|telefon*|mitarbeiter*|nachricht*|account|konto|passwort|pin|iban|tür|haustür*|brief|daten|angerufen|vertreter*|echt|wollte*|fragt*|meldete*)
			(ist|sind|war|waren|stammt|stammen|kommt|kam|seid|kommen) ~~ (wirklich|tatsächlich|echt|auch wirklich|überhaupt|original) ~ (von (euch|ihnen|hilft)|euer|eure|ihr das|ihrer|echt|euch) && ¿
			(account|konto|mail|email|e mail|nummer|sms|anruf*|seite|profil|nachricht|link|mitarbeiter|vertreter|brief|whatsapp|techniker) ~~ (echt|fake|seriös|legitim|fakeaccount|wirklich von|betrug|verdächtig|komisch*|dubios|scam|spam oder|betrüger*) && (¿|euch|euer|eure*|ihnen|hilft|fake|namen)
			(seite|webseite|website|shop|app|profil|account) ~ (genau wie|fast wie|sieht aus wie|täuschend|nachgebaut|kopiert|wie eure*|imitiert)
			(gefälschte*|nachgemachte*|kopierte*|geklaute*) ~ (seite|webseite|website|profil|logo|account|mail*|rechnung*)
			(pretend*|impersonat*|posing|poses|masquerad*|imposter*|impostor*) 
			(claim|claims|claiming|claimed|saying|said) ~ (to be|to work|to call|they are|hes|shes|theyre|he was|she was|be|he works|she works) ~ (from|for|of|your|one of|with|you)
			fake (account*|profile*|page*|email*|website*|support|text*|sms|call*|number*|agent*|site*|message*|invoice*|app*|customer service|representative|engineer|handle)
			(phish*|smish*|spoof*|scammer*|scammers|scam (call*|email*|text*|message*|account*|number*|page*|site*)|identity theft|fraudster*|cloned (site|account|page|website)|con artist)
			(is|was|are) ~~ (really|actually|genuinely|truly|legit|officially) ~ (you|from you|yours|your|you guys|genuine|legit|real) && ¿
			(account|email|e mail|text|sms|call|message|number|caller|page|website|letter|profile|link) ~~ (legit|legitimate|genuine|scam|real or|fake|official|suspicious|fraud*|dodgy) && (¿|you|your|fake|scam|phish*)
			(sahte|taklit|fake) ~ (hesap*|profil*|mail*|e posta*|site*|sayfa*|mesaj*|sms*|numara*|arama*|çalışan*|müşteri temsil*|eleman*|uygulama*|link*)
			(dolandırıcı*|dolandırıl*|oltalama|kimlik avı|phishing*|sahtekar*) && (adınız*|sizin|arıyor*|arayan*|aradı*|adına|sizden|mesaj*|hesap*|link*|mail*|kendi*|sms*)
			(sizin )?(adınıza|şirketiniz adına|firmanız adına) ~ (arayan*|aradı*|arıyor*|mesaj*|mail*|hesap*|sms*|konuş*)
			(gerçekten|bu hesap|bu numara|bu mail|bu mesaj|bu site) ~ (siz misiniz|sizden mi|size mi ait|size ait mi|sizin mi|sizin mi gerçek|siz mi|gerçek mi|resmi mi|güvenilir mi)
			kendini ~ (çalışan*|destek*|yetkili*|temsilci*|personel*|teknisyen*|sizden|sizin) ~ (tanıt*|gösteri*|diye)
			(behauptet|behaupten|behauptete|sagt|sagte|meinte|gab an) ~ (von euch|von ihnen|euer|eure*|von hilft|von der hilft|im auftrag von euch|mitarbeiter von euch|ihr mitarbeiter) ~ (zu sein|zu kommen|ist|sei|wäre|anzurufen)?
			(behauptet|behaupten|behauptete) ~ (zu sein|zu kommen|anzurufen) && (euch|ihnen|hilft|mitarbeiter|firma)
			(ist|sind|war|waren) ~ (die|das|der|diese|dieser|sie|er) ~ (von euch|von ihnen|echt|seriös|von hilft) ~ ¿
			(sms|mail|email|e mail|anruf|nachricht|link|brief|whatsapp|account|nummer|konto|profil) && (von euch|von ihnen|echt|seriös|euer|eure|offiziell*|eurem logo|eurem namen|euer logo|ihrem logo) && (¿|passwort|passwörter|pin|iban|bank*|daten|zahlung*|logo|namen|komisch*|verdächtig*|klick*) && !(rechnung von euch bekommen|bestätigung)
			(eurem|euer|eurer|eure|ihrem|hilft) (logo|namen|absender|nummer) && (passwort*|passwörter|pin|iban|daten|schreibt*|fragt|anruf*|ruft|mail*|sms|betrug*|fake|kopiert|benutzt|verwendet|missbraucht|gewinnspiel)
			(is|are|was) ~~ (your|you|yours|official|an official|your official) ~ (account|number|email|page|site|real|handle|you|team)? ¿ && (account|number|email|@|text|sms|call|page|site|link|pin|password|bank)
			(call*|text*|email*|message*|account) ~~ (claim*|pretend*|saying|said) ~~ (you|your|work for|from)
			(official|real|your) (account|number|email|page|profile) ¿
			(adınızı|isminizi|logonuzu|adınıza) ~ (kullan*|taklit*) && (sahte*|hesap*|dolandır*|mesaj*|site*|biri*|numara*)
		`,
	},
} as const satisfies Readonly<Record<string, Rules>>
