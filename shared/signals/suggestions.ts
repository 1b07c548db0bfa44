import type { SignalKind } from '#shared/cases/signals/facts.ts'
import type { LEARNED_SIGNALS } from './learned-kinds.ts'
import type { Rules } from './rule.ts'

/** Those that words raise, sentence by sentence, without a model: how often somebody wrote, and how old they are, is said in few ways. */
type Worded = Exclude<SignalKind, 'brokenPromiseTwice' | 'thanks' | (typeof LEARNED_SIGNALS)[number]>

/** The words by which each of these is known. A signal that is neither learned nor has its words does not compile. */
export const SUGGESTIONS: Readonly<Record<Worded, Rules>> = {
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
}

/** What thanks are said by, and what shows that it is more, or meant otherwise; asked of the whole text. */
export const THANKS: Rules = {
	asItIs: `
		(danke*|dankeschön*|dank|vielen dank|merci|thx|thanks|thank|ty|tysm|cheers|teşekkür*|teşekkürler|sağol*|sağ olun|sağ ol|eyvallah|tşk*|tesekkur*|dankää*|bedank*|herzlichsten|super gemacht|lob|lieben gruss und danke|1000 dank|tausend dank|appreciate* it|much appreciated|ellerinize sağlık)
	`,
}
export const MORE_THAN_THANKS: Rules = {
	asItIs: `
		(aber|trotzdem|leider|jedoch|allerdings|dennoch|nur|ausser|bloss|immer noch|noch immer|kein*|nicht|nichts|nie|niemand|warum|wann|wieso|wo|weshalb|wie lange|wie hoch|wie kann|könnt*|könnte*|können|bitte|hätte*|brauch*|möchte|will|wollte|muss|soll|sollte|kaputt|seit|wieder weg|langsam|voraus|vorab|na danke|nein danke|auch|für gar nichts|toll danke|frage|fragen|kündig*|rechnung|warte*|frechheit|enttäusch*|schlecht|unverschämt*|sauer|noch mal gemeldet)
		(störung|problem*|fehler|ausfall) && !(gelöst|behoben|erledigt|weg|geklärt|gefixt|beseitigt|vorbei)
		(but|still|not|however|unfortunately|why|when|where|please|could|would|cant|dont|doesnt|didnt|isnt|wont|no thanks|no thank|for nothing|in advance|nothing|need|want|waiting|slow|again|wrong|yet|except|although|question|how do|how can|how long)
		(problem|issue|fault|outage) && !(solved|fixed|sorted|resolved|gone|over)
		(ama|fakat|hala|ancak|lakin|neden|niye|ne zaman|nasıl|değil|yok|lütfen|olmadı|gelmedi|çalışmıyor|şimdiden|maalesef|rica|istiyorum|bekliyorum|rezalet|hiçbir)
		(sorun*|problem*|arıza*) && !(çözül*|düzel*|bitti|halloldu|giderildi|kalmadı)
	`,
}
