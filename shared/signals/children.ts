import type { Rules } from './rule.ts'

/** A child is missing, alone, hurt, or approached by a stranger. */
export const CHILD_IN_DANGER: Rules = {
	said: `
		{child} ~~ (verschwunden|vermisst|weggelaufen|abgehauen|entführt|ausgerissen|spurlos|verschleppt)
		(vermiss*|such*|sucht) ~ (mein*|unser*) ~ {child}
		(mein*|unser*) ~ {child} ~ ist ~ weg
		{child} && (allein|alleine|ganz allein) && (nicht|niemand|schreit|weint|angst|eingesperrt|wohnung|zu hause|zuhause|daheim) && !(schalt*|einstell*|kindersicherung*|vertrag|tarif*|surf*|internet nutzen|zocken|gastzugang|einricht*|spielen|darf|serie|streamen)
		{child} && (missbrauch*|missbraucht|misshandel*|vergewaltig*|begrapscht|angefasst|belästig*|sexuell*|nacktfoto*|nacktbild*|nackt*|grooming|pervers*|pädo*|verprügelt|verprügel*|geprügelt|fremde* mann|fremder|fremde männer|erwachsene* mann|gequält|vernachlässigt|verhungert|intimfoto*|dickpic*|sextortion|erpresst|erpressen|erpressung|zwangsverheiratet|zwingt)
		(kinderporno*|kindesmissbrauch*|kindesmisshandlung*|kindeswohlgefähr*|cybergrooming|pädophil*|kinderschänder*|missbrauchsabbildung*|kinderpornografi*|kinderporn*|missbrauch von kindern|kinderhandel)
		(vater|papa|mutter|mama|stiefvater|stiefmutter|eltern|onkel|lehrer|trainer|opa|bruder) ~ (schlägt|schlagen|prügelt|verprügelt|misshandelt|missbraucht|vergewaltigt|fasst|begrapscht|sperrt|tut) ~ (mich|mir weh|mich an|mich ein|sein* kind*|ihr* kind*|die kinder|das kind|meine* geschwister)
		(schlägt|prügelt|verprügelt|misshandelt|missbraucht) ~ {child}
		ich bin (erst |noch )?([5-9]|1[0-7]) && (schlägt|angst|mann|nackt*|hilfe|erpresst|abhauen|missbraucht|geschlagen|bedroht|fotos|bilder|stiefvater|weglaufen|fasst|treffen)
		{child} ~~ (eingesperrt|eingeschlossen|erstick*|verschluckt|bewusstlos|krampf*|vergiftet|ertrink*|ertrunken|stromschlag|verbrannt|verbrüht|aus dem fenster|vom balkon|in gefahr|nicht ansprechbar)
		{child} ~ (ist|sind) ~ (im|in dem|in unserem|in meinem) (auto|wagen|zimmer|bad|keller) && (eingeschlossen|eingesperrt|hitze|allein*|verriegelt|schlüssel)
		{child} && (nicht|noch nicht) ~ (nach hause|heimgekommen|zurückgekommen|heim)( ~ gekommen)?
		(schreit|weint|schreien|wimmer*) ~ (seit stunden|die ganze nacht|seit heute|ununterbrochen) && {child}
		{child} && (missing|disappeared|abducted|kidnapped|ran away|run away|vanished|gone missing|been taken)
		{child} && (groom|grooming|groomed|groomer|nudes|nude|naked|explicit|sexual*|molest*|abus*|rape*|predator*|paedo*|pedo*|blackmail*|sextort*|beaten|trafficked|inappropriate* (pictures|photos|messages|touch*)) && !(drugs|power)
		{child} && (stranger|adult|old man|grown man|strange man|some man) && (messag*|contact*|text*|meet*|send*|sent*|ask*|talk*|approach*|follow*|chat*)
		(someone|somebody|man|stranger|adult) ~ (messag*|contact*|text*|send*|sent*|ask*|groom*) ~ {child} ~~ (photos|pictures|pics|meet|naked|nudes)
		{child} && (home alone|alone at home|all alone|on (his|her|their) own|by (himself|herself)|left alone|alone in the) && (cant|cannot|can not|reach|scared|dead|crying|contact|danger|help|lost|hours|little|missing|years old|year old|outside|afraid|emergency)
		{child} && (locked in|locked inside|trapped in|trapped inside|stuck inside) && !(app|account|contract)
		(child (porn*|abuse|sexual*|molest*|trafficking)|csam|child grooming|paedophile*|pedophile*)
		(dad|father|stepdad|stepfather|mom|mother|mum|uncle|teacher|parents|brother|coach|grandpa) ~ (hit|hits|beat|beats|beating|hitting|touch|touches|touching|abuse|abuses|abusing|hurt|hurts|hurting|rape|rapes|lock|locks) me
		(i am|im) (only |just )?([5-9]|1[0-7]) && (scared|hits|alone|hurt*|naked|pictures|nudes|abus*|touch*|blackmail*|beat*|afraid|meet)
		{childTr} && (kayıp|kayboldu*|kaçırıldı*|kaçırdı*|kaçtı|eve gelmedi|eve dönmedi|taciz*|istismar*|tecavüz*|çıplak*|uygunsuz*|müstehcen*|tek başına|kilitli kaldı|mahsur*|nefes alm*|nefes alam*|şantaj*|dövüyor*|dövülüyor*|dövdü|sapık*|cinsel*|tehlikede)
		{childTr} && evde (yalnız|tek) && (ulaşam*|açm*|haber al*|ağlıyor|korku*|kapı)
		(oğlumu|kızımı|çocuğumu|torunumu|yeğenimi) ~ (bulamıyor*|bulamadı*|arıyoruz|kaçır*)
		(babam|annem|üvey babam|üvey annem|abim|öğretmen*|amcam|dayım|dedem) ~ (beni|bana|bizi) ~ (döv*|taciz*|dokun*|vur*|işkence*|kilitl*|tecavüz*)
		çocuk ~ (istismar*|porno*|tacizi*|tacizci*|pornograf*)
		(bin|ich bin) (erst |noch |ein )?([5-9]|1[0-7])( jahre( alt)?)? && (erpresst|erpressen|schlägt|schlagen|angst|nackt*|hilfe|abhauen|missbraucht|geschlagen|bedroht|fotos|bilder|stiefvater|weglaufen|fasst|treffen|verfolgt|geküsst|berührt|zwingt)
		(missbrauch*|missbraucht*|kinderpornos*) && (kinder*|kind|kindern|minderjährig*|mädchen|jungen|bilder|fotos|videos)
		{child} && (schreibt|angeschrieben|anschreibt|kontaktiert|chattet|schreiben|bilder geschickt|fotos geschickt|will ~ treffen|treffen will|bilder verlangt|fotos verlangt|lockt|gelockt) && (mann|männer|fremde*|unbekannt*|erwachsene*|typ|jemand|einer|alter|perverser|nummer|er)
		(schlagen|schlägt|misshandeln|misshandelt|verprügeln|quälen|treten|vernachlässigen|schütteln|schüttelt|sperren) ~ (ihr|sein|das|ein|die|ihre|seine|den) ~ {child}
		(kam|kommt|ist|sind) ~ nicht ~ (aus der schule|von der schule|vom training|vom kindergarten|nach hause|heim|zurück) && ({child}|sohn|tochter)
		{child} && (nicht) ~ (aus der schule|von der schule|aus der kita|vom spielplatz|vom bus) && !(lernen|wlan|hausaufgab*)
		{child} && (orten|ortung|suchaktion|vermisst*|weg seit|polizei sucht|suchen ihn|suchen sie)
		{child} ~ (knopfbatterie|batterie|putzmittel|tabletten|gift|reiniger|spülmittel) ~ (verschluckt|gegessen|getrunken|geschluckt)
		(verschluckt|vergiftet|getrunken) && {child} && (batterie|knopfbatterie|giftnotruf|reiniger|tabletten|gift)
		{child} ~ (fieberkrampf|krampfanfall|atmet nicht|blau angelaufen|bewegt sich nicht|bekommt keine luft|kriegt keine luft|blutet|aus dem fenster)
		{child} && (asking|asked|asks|wants|demanding|requesting|sending|sent) && (pictures|photos|pics|meet|naked|videos|selfies) && (man|someone|stranger|adult|guy|he|person|online|somebody)
		(someone|somebody|man|stranger|adult|guy|person) ~~ (asking|asked|asks|messaging|texting|contacting|following|touching|filming) ~~ {child}
		(i am|im) (only |just )?([5-9]|1[0-7]) && (hurt*|hits|scared|alone|pictures|nudes|stepdad|touch*|blackmail*|beat*|afraid|meet|help me|forces|rape*)
		(wandered off|ran off|run off|didnt come home|did not come home|hasnt come home|never came home|not come back from school|not home from school|missing since) && {child}
		(cannot|cant|can not) find (him|her|my (son|daughter|child|kid|baby|toddler|niece|nephew)) && !(number|account|router)
		(beating|hitting|hurting|abusing|screaming at|shaking|starving|neglecting) ~ (their|his|her|the|a) ~ {child}
		{child} && (okuldan|eve|dışarıdan|parktan) ~ (dönmedi*|gelmedi*|çıkmadı*)
		(yaşındayım|yaşında*) && (fotoğraf*|çıplak|şantaj*|taciz*|dövüyor*|korkuyorum|dokunu*|tehdit*|buluşmak*|tecavüz*|sapık*) && !(modem*|profil fotoğraf*)
		{childTr} && (okuldan|eve|parktan|servisten) ~ (dönmedi*|gelmedi*|çıkmadı*|inmedi*)
		{childTr} ~~ (dövüyorlar|dövüyor|dövülüyor|dövdüler|işkence*|bağırıyor*|çığlık*)
		{childTr} && (fotoğraf*|resim|video*) && (istiyor*|isted*|gönder*|yolla*|at diyor) && (adam*|biri*|yabancı*|tanımadı*|şahıs)
		(werde|werd|wurde) ~ (geschlagen|missbraucht|verprügelt|misshandelt|eingesperrt|vergewaltigt|angefasst) && (bin ([5-9]|1[0-7])|ich bin ([5-9]|1[0-7])|([5-9]|1[0-7]) jahre|mama|papa|stiefvater|eltern|kind)
		{child} ~ (ist|war) ~ [1-9] ~ (verschwunden|weg|vermisst|allein*)
		{child} ~~ (allein|alleine) ~ (zu hause|zuhause|daheim|in der wohnung|im auto|draussen|unterwegs) && (nicht|kann|störung|erreich*|angst|telefon|hilfe|weint|[1-9]) && !(zocken|gastzugang|einricht*|surfen|wlan einschalten|streamen|serie)
		({child}|kinder|kindern) ~ (sexuell*|porno*|missbrauch*|misshandl*|vergewalt*)
		{child} && (dead phone|phone is dead|home alone|alone at home|cant reach|unsupervised) && (year* old|little|toddler|[1-9])
		(images|pictures|videos|material|content) ~ (of |with )?~ (child|children|minors|underage) ~ (abus*|naked|sexual*|porn*)
		{childTr} ~~ (evde|okulda|arabada|parkta) ~ (yalnız|tek başına|kilitli)
		(papa|mama|vater|stiefvater|mutter|opa|onkel|bruder|stiefmutter|er|sie) ~ (haut|schlägt|hauen|schlagen|tritt|würgt|prügelt|verhaut) ~ mich && (hilfe|helft|immer|jeden|angst|mama|papa|jahre|bitte|heim|schule)
		(papa|mama|mein vater|mein stiefvater|meine mutter|meine eltern) ~ (haut|hauen|schlägt|schlagen|tritt|prügelt) ~ (mich|uns)
		(neighbour*|neighbor*|man|woman|father|mother|they|he|she|parents|dad|mom|mum|couple|teacher) ~ (hit|hits|hitting|beat|beats|beating|hurts|abuses|slaps|starves|shakes|locks) ~ (his|her|their|the|a|my) ~ {child}
		(nachbar*|vater|mutter|mann|frau|eltern|er|sie) ~ (haut|hauen|schlägt|schlagen|tritt|prügelt|misshandelt|schüttelt|quält) ~ (sein*|ihr*|das|die|den|ein) ~ {child}
		{child} && (text*|messag*|dm|chat*|snapchat|instagram|online) && (photos|pictures|nudes|meet|naked|older man|stranger|man keeps|predator)
		{childTr} && (taciz*|sapık*|çıplak*|istismar*|tehdit*) && (mesaj*|internet*|atıyor*|yazıyor*|gönder*|biri*|adam*)
		(komische*|schlimme*|eklige*|böse*|perverse*|verbotene*) (sachen|dinge|spiele) ~ (mit|an|bei) (mir|uns|ihr|ihm)
		(fasst|berührt|streichelt|küsst|begrapscht|betatscht|filmt) (mich|uns) ~ (an|nackt|immer|überall|obwohl|und|nachts)
		(touched|touching|groped|kissed|fondled|filmed|assaulted|hurting) ~ {child}
		{child} ~ (erpresst|bedroht|gestalkt|verfolgt|gemobbt|geschlagen|misshandelt|entführt|gefangen)
	`,
	asItIs: `
		{child} && erreich* && (nicht|keinen|kein|niemand) && (allein*|[0-9] jahre|[0-9]{1,2} ?jährig*|schule|verschwunden|angst|sorge|sorgen|klein*|seit stunden|nach hause|kita|hort|krank|([5-9]|1[0-3]))
		{child} && (cant|cannot|can not|unable) ~ (reach|find|contact|call|locate) && (year* old|school|alone|home|scared|worried|hours|little|missing|[5-9]|1[0-3])
		{childTr} && ulaşam* && (kayıp|okul*|saattir|yalnız|küçük|yaşında|korku*|merak*)
		jugendamt && {neg} && {reach}
	`,
}
