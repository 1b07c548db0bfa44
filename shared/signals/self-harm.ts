import type { Rules } from './rule.ts'

/** Somebody means to die, or to hurt themself; or says so of another. */
export const SELF_HARM: Rules = {
	said: `
		bringe? (ich )?mich ~ um
		{ich} ~ mich ~ (umbringen|umzubringen|umbring)
		(will|werde|möchte|würde|könnte|muss|sollte) (ich )?mich ~ (umbringen|erhängen|vergiften|ersäufen|erschiessen|aufhängen|töten|anzünden|ertränken)
		(überleg*|denk*|daran|davor|versuch*|drauf und dran|kurz davor) ~~ mich ~ (umzubringen|zu erhängen|zu vergiften|zu töten|aufzuhängen|zu erschiessen)
		mich ~ umzubringen
		sich ~ (umbringen|umzubringen|umbringt|umgebracht|erhängen|erhängt|zu erhängen|ertränken|vergiften|zu vergiften|töten will|selbst töten)
		bringt (er |sie |es )?sich ~ um
		{family} ~ (will|möchte|wollte|droht) ~ sich ~ (aufhängen|aufzuhängen|erschiessen|zu erschiessen)
		(mir|sich|uns) ~ das leben ~ (nehm*|zu nehmen|nimmt|genommen)
		nehm* (ich )?(mir|uns) ~ das leben
		nimmt (er |sie |es )?sich ~ das leben
		(tu|tue|tun) (ich )?(mir|uns) ~ (was|etwas|noch was|was schlimmes) ~ an
		tut (er |sie |es )?sich ~ (was|etwas) ~ an
		(mir|sich|uns|dir) ~ (was|etwas|leid|schlimmes|sonst was|sonstwas) ~ (antun|anzutun|antut|antue|angetan)
		(selbstmord*|suizid*|selbsttötung*|freitod|lebensmüde*|selbstverletz*|todessehnsucht|sterbewunsch|abschiedsbrief*|selbstgefährd*|suizidal*|selbst mord)
		ritz(e|en|t|te)? (ich )?(mich|sich)
		(mich|sich) ~ (ritzen|ritze|ritzt|geritzt|ritz|selbst verletz*|selber verletz*|was antun)
		(pulsader*|puls ader*|adern auf*|handgelenk* auf*)
		(mir|sich) ~ (arme|handgelenke) ~ (aufschneid*|aufgeschnitten|auf)
		(häng|hänge|erhänge|erhäng|vergifte|ertränke|erschieße|erschieß) (ich )?mich ~ (heute|jetzt|morgen|abend|nacht|auf dem|im|am|an|wirklich|echt|ernsthaft)( ~ auf)?
		{ich} ~ mich ~ (erhängen|vergiften|ertränken|totfahren|tot fahren|anzünden|verbrennen)
		(spring*|sprung|gesprungen|zu springen|stürz* mich|stürzen) ~~ (von|vom|aus|vor) ~ (brücke|balkon|dach|hochhaus|zug|bahn|u bahn|s bahn|klippe|turm|gleise*|kirchturm|ice|parkhaus|stock)
		(von|vom|aus|vor) ~ (brücke|balkon|dach|hochhaus|zug|bahn|u bahn|s bahn|klippe|turm|parkhaus|stock|fenster) ~ (spring*|zu springen|stürz*|fallen lassen)
		(mich|sich) ~ (vor|unter|von|vom|aus) ~ (zug|bahn|u bahn|s bahn|auto|lkw|lastwagen|brücke|balkon|dach|fenster|gleise|hochhaus) ~ (werf*|werfe|wirft|schmeiss*|stürz*|leg*|lege|zu werfen)
		(werf|werfe|schmeiss*|leg|lege|stürz*) (ich )?mich ~ (vor|unter|von|vom|aus|auf) ~ (zug|bahn|auto|lkw|brücke|balkon|dach|fenster|gleise|schienen|hochhaus)
		(alle|ganze|ganzen|viele|zu viele|packung|schachtel|dose|überdosis|handvoll|sämtliche) ~ (tabletten|pillen|schlaftabletten|medikamente|schlafmittel|schmerzmittel)
		(schlaftabletten|tabletten|pillen|schlafmittel) ~~ (liegen|bereit|geschluckt|genommen|schlucke*|intus|tisch|vor mir|eingenommen)
		überdosis
		{ich} ~ (will|möchte|möcht|würde|würd|wollte|würde gern|mag) ~ (sterben|tot sein|verrecken|von der welt|weg von dieser welt|einschlafen und nie)
		(will|möchte|möcht|wollt) (ich )?(einfach |nur |nur noch |einfach nur |endlich )?(sterben|tot sein)
		(wünsch*|wünschte) ~~ (tot|gestorben|nie geboren|nicht mehr aufwach*)
		{ich} ~ (lieber|besser|am liebsten|am besten) ~ (tot|gestorben|sterben)
		(lieber|besser) tot als
		(wäre|wär|ist) ~ (besser|einfacher|leichter) ~ (wenn|falls) ich ~ (tot|weg|gestorben|sterbe)
		wenn ich ~ (tot|gestorben|unter der erde) ~ (bin|wäre|wär|bist)
		wenn ich ~ (sterbe|sterben würde|stürbe|krepiere)
		schluss ~ (mit )?(allem|dem leben|meinem leben|der welt|diesem leben)
		(mach*|setz*|bereit*) ~ (meinem|dem|seinem|ihrem|diesem|diesen) leben ~ ein ende
		(meinem|dem|seinem|ihrem|diesem) leben ~ ein ende ~ (mach*|setz*|bereit*|gemacht|gesetzt|zu setzen|zu machen)?
		(beende|beenden|beendet|beende ich|zu beenden) ~ (mein|das|sein|ihr|dieses) leben
		(mein|das|sein|ihr) leben ~ (beenden|zu beenden|beende|beendet)
		aus dem leben (scheid*|geh*|geschieden|zu scheiden)
		ohne mich ~ (besser|leichter|glücklicher|einfacher)( ~ dran)?
		(abschied|verabschiede*) ~ (für immer|von der welt|von dieser welt|vom leben|von allen|von euch allen|von diesem leben)
		(mach|machts|macht) ~ gut ~~ (für immer|das wars für mich|mich gibts nicht mehr|nicht mehr lange)
		das wars ~ (für mich|mit mir|mit meinem leben)
		(gehe|geh|geht) (jetzt |dann )?(von euch|für immer|in den tod|ins wasser)
		(seelsorge|telefonseelsorge|krisendienst) && {neg} && {reach}
		(kill|killing|hang|hanging|shoot|shooting|drown|drowning|cut|cutting|harm|harming|hurt|hurting|poison|poisoning|stab|end|ending|killed|hanged) (myself|himself|herself|themselves|themself)
		(suicid*|self harm*|self injur*|selfharm*)
		(end|ending|ended|take|taking|took|takes|ends|finish|finishing) (my|his|her|their) (own )?li(fe|ves)
		(end|ending|ended) it all
		(going to|gonna|want to|wanna|will|ready to|ima) ~ end it (all|tonight|now|today|here|for good)
		(want|wants|wanted|wanna|wish|ready|hope|prefer|planning|rather) (to )?(just )?(die|be dead|stop existing|not exist|disappear forever|sleep forever)
		(want|wish|wished) i (was|were|could be|could) (dead|die|never born)
		(was|were|am|is|are) better off (dead|without me)
		better off (dead|without me)
		(jump*|throw* myself|step*) (off|from|in front|out|under) ~ (bridge|roof|building|balcony|window|train|tower|cliff|bus|block|platform)
		(slit|slitting|cut|cutting|cuts|slashed|slashing|open) (my|his|her|their) (wrists|wrist|veins|throat|arms)
		(take|took|taken|taking|swallow*) ~ (all|bottle of|pack of|too many|whole|handful of) ~ (pills|tablets|meds|medication|painkillers|sleeping pills)
		(pills|sleeping pills) ~ (ready|in front|on the table|in my hand|next to me|counted)
		overdos*
		(goodbye|bye|farewell) (forever|cruel world|world|everyone forever|to everyone|life)
		suicide note
		kendi(mi|ni|sini|mizi) ~ (öldür(?!m[ei]y)[a-z]{0,20}|as(aca|ar|mak|may|tı|ıyor|mı)[a-z]{0,12}|yak(aca|ar|mak|ıyor)[a-z]{0,12}|at(aca|ar|mak|ıyor|may)[a-z]{0,12}|vur(aca|ur|mak|uyor)[a-z]{0,12}|kes(ece|er|mek|iyor)[a-z]{0,12}|zehirle*)
		intihar(?! saldırı*) ~ (et(?!mey)[a-z]{0,15}|düşün*|eğilim*|ederim|edece*|girişim*|eşiğ*|mektub*)
		(intihar|intihara|intiharı|intihardan|intiharın)
		yaşamaktan ~ (bıktım|usandım|yoruldum|bıktı|vazgeçtim)
		(yaşama|hayata) ~ (gücüm|sebebim|nedenim|isteğim|hevesim) ~ (yok|kalmadı|bitti)
		(ölmek) (istiyor*|isterim|istedi*|üzere değil)
		keşke ~ (ölsem|ölsek|ölseydim|ölebilsem|doğmasaydım|geberse*)
		(canıma|canına|canımıza) kıy*
		(hayatıma|hayatına|yaşamıma|yaşamına) ~ son ~ (ver*|vermek)*
		(kendime|kendine|kendisine) ~ (zarar|bir şey) ~ (ver*|yap*)
		(bileklerimi|bileklerini|bileğimi|damarlarımı) ~ (kes*|doğra*)
		(hap|haplar*|ilaç*|ilaçlar*) ~ (hepsini|tümünü|içtim|içeceğim|yuttum|içiyorum|içerim|yutacağım|içti)
		(köprüden|balkondan|çatıdan|pencereden|camdan|binadan|damdan) ~ (atla*|aşağı) && !(modem*|telefon*|router*)
		kendi* ~ (köprüden|balkondan|çatıdan|pencereden|camdan|binadan|damdan) ~ (ata*|atı*)
		(elveda|hoşçakal*|hakkınızı helal) ~ (dünya|hayat|herkes*|edin)
		(ölümü|ölmeyi) ~ (düşün*|istiyor*)
		(kurtulmanın|kurtuluşun) ~ (ölüm|ölmek)
		son mektubum
		(morgen|bald|gleich|heute|dann|demnächst|sowieso|eh|nächste woche) ~ (bin|wäre|sei) ich (eh |sowieso |dann |schon |längst )*tot
		ich (bin|wäre|wär) (dann |morgen |bald |eh |sowieso |besser |lieber |schon |heute |demnächst )*tot && !(müde|todmüde)
		(dem ganzen|allem|der sache|dem leid|der qual|meinem leid|meinem elend|der quälerei|diesem elend) ~ ein ende
		(dem ganzen|allem|der sache|dem leid|meinem leid) ein ende (mach*|setz*|bereit*)
		(wofür|warum|wozu|für was|weshalb) ~ (leben|weiterleben|weiterzuleben|zu leben) ~ (soll|sollte|lohnt|noch)
		(folge|folg|gehe|geh|komme|bin) ~ (ihr|ihm|meinem mann|meiner frau|meiner mutter|meinem vater|meinem sohn|meiner tochter) ~ (bald|nach|hinterher|in den tod)
		(rasierklinge*|strick|schlinge|seil|klinge) ~ (in der hand|liegt|bereit|hals|hängt|um den hals|gekauft|dachboden|vor mir|schon)
		(beschlossen|entschieden) ~ (zu gehen|nicht mehr (zu leben|aufzuwachen|da zu sein)|schluss zu machen|mein leben)
		(lebt wohl|leb wohl|lebet wohl|macht es gut|machts gut) ~~ (gehe|gehen|geh|welt|immer|ich kann nicht mehr|alles vorbei|letzte)
		(gehe|gehen|geh|ich kann nicht mehr|beschlossen|letzte nachricht) ~~ (lebt wohl|leb wohl)
		(letzte|letzten) (nachricht|worte|mal dass ihr von mir|post|tag auf) ~ (von mir|erden|leben|welt|hört|hören|immer) && (von mir|erden|leben|welt|immer) && !(antwort*|mails)
		(das ist|dies ist) ~ (mein|meine) (abschied|letzte nachricht|letzter tag|letzter post|abschiedsnachricht*)
		(abschiedsnachricht*|abschiedsvideo|abschiedszeilen|abschieds brief)
		(springt|springe|spring|springen) && (dach|brücke|balkon|gleis*|fenster|klippe|stock|tiefe|selbst|stehe oben|stehe am|geländer)
		(stehe|steh|steht|stehen|sitze|sitzt) ~ (auf|am|an) ~ (brücke|bahngleis*|gleisen|gleise|dach|dachkante|balkongeländer|geländer|klippe|hochhaus|abgrund) && (spring*|empfang|hilfe|allein|ende|tschüss|runter|schluss|vorbei|nicht mehr|sprung|erreich*)
		(wollte|will|werde|habe versucht) ~ (mich|mir) ~ (heute|letzte|gestern|wieder|nochmal) ~ (nehmen|umbringen|antun)
		(ich|will) ~ (einfach )?(nie|nicht) (mehr )?(wieder )?aufwachen
		(schlucke|schluck|nehme|nehm|geschluckt|genommen|schlucken|eingenommen|eingeworfen) ~ (tabletten|pillen|schlaftabletten|schlafmittel|medikamente|alle)
		{kin} ~ (tabletten|pillen|schlaftabletten|schlafmittel) ~ (geschluckt|genommen|eingenommen)
		(mutter|vater|sohn|tochter|bruder|schwester|freund|freundin|mann|frau|kumpel|mitbewohner*) ~~ (nicht mehr leben|will sterben|sterben will|nicht mehr weiterleben|selbst ~ töten|möchte sterben|suizid*)
		(nichts|niemand) ~ (hält|haelt) mich ~ (leben|hier|welt)
		(rope|noose|razor|blade|gun|pills) ~ (ready|in my hand|around my neck|in front of me|next to me|to my head|on the table)
		(wont|will not|not going to) be (around|here|alive) ~ (when|by the time|to see|after|anymore|tomorrow|much)
		(everyone|you all|they|world|family|kids|my kids) ~ (happier|better|better off|fine) (if i|without me|when im|once im|if im)
		(if|when|once) (i was|i were|im|i am) (gone|dead)( ~ (for good|happier|better))?
		(tell|told) ~ (kids|family|mum|mom|wife|husband|everyone|parents|children|daughter|son) ~ (i love them|i loved them|im sorry|goodbye)
		(want|need|wish|ready for|waiting for) ~ (it|this|everything|pain) ~ to (end|be over|stop forever)
		(last|final) (words|goodbye|day on (earth|this planet))
		(my|this is my) (last|final) (message|post) ~ (ever|everyone|goodbye|world|to you all|sorry)
		(he|she|they|son|daughter|brother|sister|friend|mum|mom|dad|husband|wife) ~ (hang|kill|shoot|hurt|harm|drown) (himself|herself|themselves)
		(he|she|son|daughter|brother|sister|friend|husband|wife) ~ (threaten*|going|wants|says) ~ (jump|die|kill|end)
		(say|saying|said|this is) (my )?goodbye* && (life|forever|world|end|sorry|cant|final|last)
		(bu dünyada|hayatta) ~ (yerim|yeri|işim|gücüm) ~ (yok|kalmadı|değil)
		(hayata|dünyaya|herkese|sizlere) ~ veda*
		veda (ediyorum|mektub*|etmek|mesaj*)
		(ölsem|geberip gitsem|ölüp|ölsem de|ölebilsem) ~ (kurtul*|gitsem|bitsin|keşke|iyi)
		(intihara|intihar) (kalkış*|teşebbüs*|girişim*|meyil*)
		(bileğimi|bileklerimi|damarımı) kes*
		(kendimi|canıma) ~ (bitir*|son ver*|kıy*)
		(son kez|son mesajım|son sözüm|son gecem|son günüm)
		(denk*|denke|gedanken) ~ (ans|an das|an den|übers|über das|vom) ~ (sterben|tod|suizid|ende|aufhören zu leben) && (ich|mein*|er|sie|nur noch|oft|ständig|jeden tag)
		(nur noch|endlich|lieber|einfach|bald|heute|jetzt) sterben
		(took|taken|swallowed|ate|had|taking) ~ ([1-9][0-9]{1,2}|lots of|a lot of|loads of|handful of|a bottle of|so many|every) ~ (pills|tablets|painkillers|paracetamol|sleeping pills|meds)
		([1-9][0-9]|dutzende|haufen|alle meine|überdosis) ~ (tabletten|pillen|schlaftabletten|paracetamol) ~ (genommen|geschluckt|intus|eingeworfen|eingenommen|gegessen)
		(mir|ich) ~ (die kugel|eine kugel) (geben|gebe|gib|verpassen)
		{ich} ~ mich ~ (aufzuhängen|zu erhängen|zu erschiessen|umzubringen|totzufahren|zu töten)
		({kin}|er|sie) ~ (will|möchte|wollte|droht|versucht|kündigt an) ~ (umbringen|umzubringen|das leben nehmen|sterben|springen|zu springen|zu sterben|suizid)
		({kin}|er|sie) ~ (hat|habe) ~ (selbstmord|suizid|abschied*|überdosis|pulsadern)
		(beende|beenden|mach|mache) (es|das|alles) ~ (jetzt|heute|hier|endgültig|für immer) && (ich|kann nicht|ende|schluss|leben|bye|tschüss)
		(das leben|mein leben) ~ (hasse|satt|nicht mehr ertrage*|nichts wert|vorbei|am ende|beende*|wegwerf*)
		(leben|alles) ~ (hat|macht) ~ (kein*) sinn
		(thinking|think|thought|thoughts|plan*|consider*) ~ (about |of )?(killing myself|ending it|ending my life|suicide|dying|jumping|overdosing)
		(going to|gonna|will|ready to|about to) ~ (jump|hang myself|slit|overdose|die tonight|end this|end everything)
		(hurt|harm|cut|burn) myself
		(he|she|son|daughter|brother|sister|friend|mum|mom|dad|husband|wife|neighbour|roommate) ~ (suicid*|overdos*|wants to die|jump* off|end his life|end her life|cut his|cut her)
		(yaşamak|hayatta kalmak|devam etmek) için ~ (sebeb*|neden*|güc*|umud*|hiçbir) ~ (kalmadı|yok|bulam*)
		(ölümden|ölmekten|intihardan) başka ~ (çare*|yol*|seçenek*)
		(kendimi|kendini) ~ (öldürmek|asmak|vurmak|yakmak|atmak|kesmek|zehirlemek) ~ (istiyor*|üzere*|zorunda)
		(canıma|kendime) ~ (kastet*|bir şey yap*|kıymak)
		(çok fazla|bir kutu|bütün|tüm|onlarca) ~ (hap*|ilaç*) ~ (içti*|yuttu*|aldı*|içece*)
		ich (spring|springe|hüpf|hüpfe) (jetzt|gleich|heute|dann|runter|hier)
		(sag|sagt|sage|richtet|erzählt|schreibt) ~ {family} ~~ (liebe|geliebt habe|leid tut|nicht schuld|vermissen werde) && (springe|ende|nicht mehr|abschied|gehe|schluss|letzte*|tot|vorbei)
		(gun|knife|rope|pills|blade|pistol) ~~ (myself|my head|my mouth|my throat|end it)
		(her şeyi|hepsini|bu işi|hayatımı|bu hayatı|kendimi) ~ (bitir(?!e?m[ei])[a-z]{0,12}|sonlandır*|bitiyor)
		elveda && (her şey*|gece|bitir*|dünya|hayat*|son|artık|herkes*|anne*|gidiyorum)
		(satt|müde|leid) ~ (zu leben|des lebens|vom leben|dieses leben)
		(schluss|ende) ~ mit ~ (meinem|dem|diesem) leben
		(erhängt|erschossen|vergiftet|aufgehängt|umgebracht) ~ (mich|sich) && (will|wollte|werde|hat|versucht|droht)
		(mich|dich|sich) ~ (umgebracht|erhängt|vergiftet) ~ (habe|hätte|hat|hätten)
		(suizid|selbstmord) (plan*|gefahr|versuch*|absicht*|gedank*|androh*|ankündig*|brief*)
		(treib|treibt|treiben) ~ (mich|uns|sie|ihn|meine*) ~ (in den (selbstmord|tod|suizid)|zum selbstmord)
		(wish|hope) i (never|wouldnt|dont) (wake up|woke up|existed|was born|were born)
		(everything|it|all) ~ (will be|be|is going to be) over (tonight|soon|tomorrow|for me)
		(planning|plan|decided) ~ (to )?(end|take) ~ (my|his|her) ~ (life|own life)
		(write|writing|wrote|written|left|leaving) ~ (a |my |his |her )?(suicide|goodbye|farewell) (note|letter|message)
		letzte* (tag|nacht|stunde|stunden|tage|morgen) ~ (welt|erde|erden|leben|lebens|überhaupt)
		({kin}|er|sie|ich) ~ (steht|sitzt|stehe|sitze|steh|hängt) ~ (auf|an|am) ~ (brücke|brückengeländer|dach|dachkante|gleisen|gleise|bahngleis*|geländer|hochhaus|klippe)
		(messer|klinge|rasierklinge|schere|scherbe|cutter) ~ (handgelenk*|unterarm*|puls|pulsadern|kehle)
		({kin}|er|sie) ~ sich ~ (erschiessen|erschiesst|erschossen|erhängen|erhängt|vergiften|töten|ertränken)
		sich zu (erschiessen|erhängen|vergiften|töten|ertränken)
		(depression*|depressiv*|borderline|psychos*) && (umbringen|umzubringen|sterben|nicht mehr leben|antun|selbst*|schluss|suizid*|leben)
		(öleceğim|ölüyorum|öleyim|ölmeliyim) ~ (bu gece|artık|hakkınızı|kendi|bıktım|istiyorum)
		(hakkınızı|hakkını) helal (edin|et) && (öl*|gidiyorum|son|bu gece|veda*|hayat*)
		(driving|drive|drives|makes|make|pushing) me ~ (to )?(suicide|end it all|kill myself|want to die|end my life)
	`,
	asItIs: `
		(nicht|nich|net|nimmer|nie) (mehr )?(länger )?(leben|weiterleben|weiter leben|am leben sein|existieren|aufwachen|auf der welt|auf dieser welt|da sein auf) && (will|wollen|mag|möchte|wollte|kann|würde|möchten|willst|mich)
		(will|mag|möchte|möcht|wollte) (ich )?nicht mehr (da|hier|am leben) ~ sein
		(wenn|dass) ich ~ (nicht mehr (da|hier|am leben)|weg) (bin|wäre|wär) && (besser|leichter|froh|merkt|vermiss*|schön)
		(besser|leichter|schöner|egal) ~ (wenn|falls) ich ~ nicht mehr (da|hier|am leben|leb*|wär*|existier*)
		kein* (lebenswille*|lebensmut|lebensfreude|lebenskraft|lust mehr zu leben|lust zu leben|lust mehr am leben)
		(seh|sehe|gibt|hab|habe|finde|sehen) ~ keinen (anderen )?ausweg( mehr)?
		keinen sinn ~ (im leben|am leben|in meinem leben|zu leben|weiterzuleben|weiter zu leben)
		leben ~ (keinen|kein|ohne|null) (sinn|wert)( ~ mehr)?
		(leben|alles) ~ (sinnlos|nichts mehr wert|nicht mehr wert|nicht lebenswert|nicht mehr lebenswert|keinen sinn)
		(wozu|warum|wofür|weshalb) ~ (noch|überhaupt) ~ (leben|weiterleben|aufstehen|am leben bleiben|existieren)
		(halt*|ertrag*|pack*|schaff*) ~ (das|mein|dieses) leben ~ nicht( ~ aus)?
		kann nicht mehr ~~ (will|mag|möchte|wollte) (auch )?(nicht|nich|nimmer) mehr
		(bald|morgen|heute|lange|länger) ~ (nicht|nich) ~ (mehr )?(am leben|unter euch|auf dieser welt|unter den lebenden)
		(nicht|nich) mehr (unter euch|am leben|auf dieser welt|unter den lebenden)
		(dont|do not|doesnt|cant|cannot|can not|no longer|not|didnt|never) ~ (want|wants|wanna|wish|go on|bear|care) ~ (to )?(live|living|be alive|go on living|exist|be here anymore|be on this earth|wake up|life|being alive)
		(cant|cannot|can not) (go on|keep going|take it|carry on) (anymore|any more|like this anymore|any longer|much longer)
		(dont|do not) want to be (alive|here) (anymore|any more|any longer)
		no (reason|point|will|desire|purpose|strength) (left )?(to|in|for) (live|living|go on|going on|keep going|be alive|being alive|life|be here)
		nothing ~ (to )?live for
		life ~ (is not|isnt|not|is no longer|has no|no longer|has lost) ~ (worth|meaning|point|purpose)
		(wont|will not|not going to|not gonna) be (here|alive|around) (tomorrow|anymore|any more|much longer|any longer|for long|next week)
		(tired|sick) of (living|life|being alive|existing)
		(yaşamak|hayatta kalmak|nefes almak) ~ (istemiyor*|istemem|istemedi*)
		(yaşamanın|hayatın|yaşamımın|hayatımın) ~ (anlamı|manası|bir anlamı|değeri|tadı) ~ (kalmadı|yok|bitti)
		(yarına|sabaha|yarın) ~ (çıkmam|çıkmayacağım|olmayacağım|yokum)
		(dayanamıyorum|dayanamam) ~~ (hayata|bu hayata|yaşam*|ölmek|veda)
		(bu hayata|hayata|dünyaya) ~ (dayanamıyor*|katlanamıyor*|veda*)
		bensiz ~ (daha )?(iyi|mutlu|rahat)
		(nix|nichts|niemanden|kein grund) ~ (mehr )?(wofür|für das|wofuer|was mich|worauf|fürs) ~ (leben|lohnt|hält|haelt)
		(cant|cannot|can not) (do|take|handle|live) ~ (this|it|life|like this) (anymore|any more|any longer) && (rope|pills|bye|end|over|sorry|goodbye|life|dark|ready|jump|gun|done|live)
		(niemand|keiner) ~ (vermissen|vermisst|merken|merkt) ~ (wenn ich|würde)
		(kein*|null|ohne|nicht|nimmer) ~ (kraft|grund|lust|mut|sinn|wille|willen|energie|hoffnung|zukunft|perspektive) ~ (zu leben|zum leben|am leben|weiterzuleben|weiter zu leben|zum weiterleben|fürs leben)
		(dont|cant|no|cannot|not|never|nothing|hardly|any|without) ~ (reason|point|purpose|strength|will|energy|hope|meaning) ~ (to live|living|in life|to go on|in living|for living|to keep living|to be alive)
		(leben|lebens) ~ (nicht|kein*) ~ (wert|sinn|lohnt|lebenswert)
		(macht|hat) ~ (alles )?(keinen|kein) sinn ~ (leben|weiterleben|mehr zu leben)
		(will|kann|mag|möchte) ~ nicht mehr ~ (weiterleben|leben|am leben|aufwachen|existieren)
		(never|dont want to|not) wake up (again|tomorrow|anymore)
		(hiçbir|hiç) ~ (sebeb*|neden*|umud*|anlam*) ~ (kalmadı|yok) && (yaşa*|hayat*)
		(kein*|null|nicht|nimmer) ~ (bock|lust|nerven|kraft|motivation) ~ (mehr )?(auf|am|aufs|für|fürs|zum) ~ leben
		(nobody|no one|noone) ~ (miss|care|notice) ~ (if|when) (i|im|i was|i were) ~ (gone|dead|died|die|disappear*|killed myself)
		(keiner|niemand) ~ (vermisst|vermissen|merkt|interessiert) ~ (mich|wenn ich|ob ich) ~ (weg|tot|nicht mehr|lebe|sterbe|da bin)
	`,
	unlessLaughing: `
		(erschiess|erschiesse|häng|hänge|erhäng|erhänge|vergrab*) (ich )?mich( ~ auf)?
		{ich} ~ (könnte?|kann|werd|werde|würd|würde|geh|muss) ~ mich ~ (erschiessen|aufhängen|erhängen)
		(spring|springe) ~ aus dem fenster
		ich ~ aus dem fenster ~ (spring*)
	`,
}
