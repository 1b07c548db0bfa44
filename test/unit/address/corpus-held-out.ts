import { type Labelled, labelled } from './corpus.ts'

/**
 * Sentences written before the rules, and not read while the rules were tuned: the bars hold here too. One sentence a line;
 * all of them invented.
 */
const formal = `
Haben Sie Ihre Kundennummer gerade zur Hand?
Einen Augenblick bitte, ich verbinde Sie mit der Technik.
Könnten Sie mir bitte sagen, wann der Techniker bei mir ist?
Vielen Dank für Ihren Anruf.
Vielen Dank für Ihre Geduld, ich bin gleich wieder da.
Wie lautet Ihre Anschrift?
Nennen Sie mir bitte die letzten vier Ziffern.
Bleiben Sie bitte in der Leitung.
Warten Sie bitte einen Moment.
Ich habe Ihnen gestern eine Mail geschickt und bis heute keine Antwort.
Ihr Service ist wirklich das Letzte.
Ihre Hotline legt nach zwanzig Minuten einfach auf.
Ihr Techniker war nicht da, obwohl ich den ganzen Tag gewartet habe.
Ihren Brief vom dritten Mai habe ich nie bekommen.
Sie haben mir zweimal den gleichen Betrag abgebucht.
Sie sind mir noch eine Gutschrift schuldig.
Sie hatten mir einen Rückruf versprochen.
Wann bekomme ich endlich Post von Ihnen?
Was denken Sie sich eigentlich dabei?
Finden Sie das in Ordnung?
Prüfen Sie das und geben Sie mir Bescheid.
Schicken Sie mir bitte eine neue Karte zu.
Rufen Sie mich morgen nach 17 Uhr zurück.
Melden Sie sich bitte bei mir.
Lassen Sie mich kurz nachsehen.
Sagen Sie, ist bei Ihnen heute alles ausgefallen?
Entschuldigen Sie die späte Antwort, ich war arbeiten.
Seien Sie doch mal ehrlich!
Darf ich Sie etwas fragen?
Kann ich bei Ihnen auch ohne Vertrag telefonieren?
Ich möchte Sie bitten, meinen Vertrag zu beenden.
Ich danke Ihnen sehr.
Schönen Tag noch, und grüßen Sie die Kollegin von mir.
Interessieren Sie sich für Fußball?
Wissen Sie, wer die erste Weltmeisterschaft gewonnen hat?
Mögen Sie lieber Filme oder Bücher?
Haben Sie Kinder?
Das freut mich für Sie.
Da haben Sie vollkommen recht.
Was machen Sie am Wochenende?
Sie können jederzeit kündigen, stand auf Ihrer Seite.
Ihr Kollege sagte mir, das sei längst erledigt.
Wenn Sie mir nicht helfen, gehe ich zur Konkurrenz.
Ich hoffe, dass Sie das bald in den Griff bekommen.
Ob Sie wohl so nett wären, einmal nachzusehen?
haben sie eigentlich auch samstags geöffnet?
könnten sie mir den stand der bestellung sagen
bitte rufen sie mich zurück
bitte helfen sie mir, ich komme nicht mehr weiter
wann schicken sie mir denn jetzt den router?
melden sie sich bitte mal
würden sie das bitte überprüfen
können sie das mal für mich nachsehen
warum antworten sie nicht
was haben sie mit meinem anschluss gemacht
danke für ihre schnelle hilfe
Koennen Sie mir die Rechnung noch einmal zuschicken?
Wuerden Sie bitte pruefen, ob der Anschluss gesperrt ist?
@hilft Können Sie bitte mal in meinen Vertrag schauen? Danke!
@hilft Ihre Störungsseite zeigt nichts an, hier ist aber seit Stunden alles tot.
@hilft seit gestern kein Netz in Kiel, wissen Sie da was?
Guten Tag, ich bräuchte Ihre Hilfe bei der Einrichtung meines Routers.
Sehr geehrte Damen und Herren, mein Anschluss ist seit dem 2. Juni gestört.
Sehr geehrtes Team, hiermit kündige ich fristgerecht.
Hallo, warum reagieren Sie nicht auf meine Nachrichten? #Service
Es kann doch nicht sein, dass man bei Ihnen drei Stunden wartet.
Wie kommen Sie auf 89 Euro?
Meine Mutter ist 84, sie hat kein Handy. Können Sie sie bitte auf dem Festnetz anrufen?
Meine Tochter hat bei Ihnen einen Vertrag und sie kommt nicht mehr ins Netz.
Er sagte: „Du musst nur neu starten.“ Stimmt das, oder können Sie noch etwas anderes tun?
Warte seit drei Wochen auf Ihre Rückmeldung.
Hoffe auf Ihre Hilfe und verbleibe mit freundlichen Grüßen
Habe Ihnen alles per Mail geschickt.
Sie hätten mich wenigstens anrufen können.
Kommen Sie heute noch oder soll ich wieder gehen?
Ich verstehe Sie ganz schlecht, die Leitung knackt.
Könnten Sie das bitte buchstabieren?
Drücken Sie die Eins und dann die Raute.
Legen Sie bitte nicht auf!
Vergessen Sie nicht, den Stecker zu ziehen.
Gehen Sie auf unsere Seite und klicken Sie auf Hilfe.
Ist das Ihr Ernst?
Glauben Sie mir, ich habe alles versucht.
Hamse mal nachgeschaut, ob der Port frei ist?
`

const informalSingular = `
Hast du deine Kundennummer gerade zur Hand?
Einen Augenblick bitte, ich verbinde dich mit der Technik.
Könntest du mir bitte sagen, wann der Techniker bei mir ist?
Vielen Dank für deinen Anruf.
Vielen Dank für deine Geduld, ich bin gleich wieder da.
Wie lautet deine Anschrift?
Nenn mir bitte die letzten vier Ziffern.
Bleib bitte in der Leitung.
Warte bitte einen Moment.
Ich habe dir gestern eine Mail geschickt und bis heute keine Antwort.
Was denkst du dir eigentlich dabei?
Findest du das in Ordnung?
Prüf das und gib mir Bescheid.
Schick mir bitte eine neue Karte zu.
Ruf mich morgen nach 17 Uhr zurück.
Melde dich bitte bei mir.
Lass mich kurz nachsehen.
Sag mal, ist heute alles ausgefallen?
Entschuldige die späte Antwort, ich war arbeiten.
Sei doch mal ehrlich!
Darf ich dich etwas fragen?
Ich danke dir sehr.
Schönen Tag noch, und grüß die Kollegin von mir.
Interessierst du dich für Fußball?
Weißt du, wer die erste Weltmeisterschaft gewonnen hat?
Magst du lieber Filme oder Bücher?
Hast du Kinder?
Das freut mich für dich.
Da hast du vollkommen recht.
Was machst du am Wochenende?
Wenn du mir nicht helfen kannst, wer dann?
Kannst mir mal kurz helfen?
Weißt nicht zufällig, wie lange das noch dauert?
Hast schon was von der Technik gehört?
Musst nicht extra anrufen, eine Mail reicht.
Bist noch da?
Könntest mal nachschauen, ob das Paket raus ist?
haste mal kurz zeit für mich?
kannste mir sagen wann das netz wieder geht
weisste was da los ist
hast du da ne info für mich
kannst du bitte nachgucken
schau mal bitte in meine letzte dm
schick mir doch einfach den link
guck mal, das ist der fehler
Drück die Eins und dann die Raute.
Leg bitte nicht auf!
Vergiss nicht, den Stecker zu ziehen.
Geh auf unsere Seite und klick auf Hilfe.
Glaub mir, ich habe alles versucht.
Erzähl mir mehr davon!
Mach dir keine Sorgen, das wird schon.
Stell dir vor, seit Mai geht hier nichts mehr.
Komm, das ist doch lächerlich.
Nimm bitte den Router vom Strom und warte zehn Sekunden.
Hör mir bitte zu.
@hilft Kannst du bitte mal in meinen Vertrag schauen? Danke!
@hilft danke dir, läuft wieder
@hilft wieso antwortest du mir nicht?
Liebe Telekom, was ist los mit dir?
Lies bitte noch einmal meine Nachricht von gestern.
Hilf mir bitte, ich sitze seit Montag ohne Telefon da.
Was würdest du an meiner Stelle tun?
Wo wohnst du denn?
Ich wünsche dir einen schönen Feierabend.
Bitte bestätige mir den Termin.
Bitte sende mir eine Auftragsbestätigung zu.
Und bitte vergiss die Gutschrift nicht.
Koenntest du mir die Rechnung noch einmal zuschicken?
Wuerdest du bitte pruefen, ob der Anschluss gesperrt ist?
Schau dir das bitte an.
Du hast mir doch versprochen, dass es heute klappt.
Kennst dich mit dem Router aus?
Versuch es später noch einmal.
Probier mal den anderen Stecker.
`

const informalPlural = `
Habt ihr eine Störung in Kiel?
Wann habt ihr denn mal wieder Netz in Preetz?
Könnt ihr mir sagen, wann der Techniker kommt?
Seid ihr heute noch erreichbar?
Ihr seid echt die Besten, vielen Dank!
Ihr habt mir zweimal das Gleiche abgebucht.
Ihr wolltet mich zurückrufen.
Euer Service ist unterirdisch.
Eure Hotline legt nach zwanzig Minuten einfach auf.
Ich warte immer noch auf euren Techniker.
Danke euch für die schnelle Hilfe!
Wann bekomme ich endlich Post von euch?
Was denkt ihr euch eigentlich dabei?
Findet ihr das in Ordnung?
Prüft das bitte und gebt mir Bescheid.
Schickt mir bitte eine neue Karte zu.
Ruft mich bitte zurück.
Meldet euch bitte mal!
Wartet bitte kurz, ich hole die Nummer.
Macht endlich was gegen die Ausfälle!
Sagt mal, ist bei euch alles ausgefallen?
Wieso ruft ihr mich nicht zurück?
Warum dauert das bei euch immer so lange?
Ich hoffe, dass ihr das bald in den Griff bekommt.
Wenn ihr mir nicht helft, bin ich weg.
Wisst ihr schon, wann es weitergeht?
Hey ihr, wann gibt es das neue iPhone?
Hallo ihr Lieben, mein Router blinkt rot.
Moin ihr, kurze Frage zum Tarif.
habt ihr ne störung in hamburg
könnt ihr mal nachsehen warum ich kein netz hab
koennt ihr mir helfen
konnt ihr mir bitte helfen
was macht ihr eigentlich den ganzen tag
ihr habt sie doch nicht mehr alle
ihr müsst mir das geld zurückgeben
ihr kommt nie zum vereinbarten termin
ob ihr das heute noch schafft?
seit wann braucht ihr dafür zwei wochen
bitte schaut mal in mein konto
bitte ruft mich zurück
helft mir mal bitte
gebt mir bitte die adresse vom shop
lasst mich doch einfach aus dem vertrag raus
habts ihr heut a störung?
könnts mir wer sagen wann i wieder netz hab, ihr seids echt langsam
wissts ihr scho wann's wieder geht?
Habt Ihr schon eine Lösung für mich?
Könnt Ihr bitte Euren Techniker noch einmal schicken?
Vielleicht wollt ihr ja mal antworten.
@hilft @freundin ihr beiden seid super
@hilft hättet ihr nicht Bescheid sagen können?
@hilft Ihr schreibt, es sei behoben. Ist es nicht.
Ich finde es schade, wie ihr mit Kunden umgeht.
`

const neutral = `
Mein Internet geht seit gestern nicht.
Seit drei Stunden kein Netz in Kiel!
Danke für die schnelle Hilfe.
Warte seit drei Wochen auf einen Rückruf.
Das ist doch wirklich eine Frechheit.
Wann kommt der Techniker?
Liebes Team, wo finde ich die Rechnung?
Bitte um Rückruf unter der bekannten Nummer.
Meine Mutter ist 84, sie hat kein Handy.
Die Mitarbeiter waren nett, aber sie haben nichts gefunden.
Ich habe mit der Kollegin gesprochen und ihr alles erklärt.
Die Hotline war freundlich, aber ihre Auskunft war falsch.
Man wartet hier ewig.
Da kannst du nur den Kopf schütteln.
Der Mann an der Hotline sagte „Du musst warten“ und legte auf.
Am Telefon hieß es: „Rufen Sie morgen wieder an.“
Funktioniert immer noch nicht.
Kommt heute noch jemand?
Macht nichts, trotzdem danke.
Tut mir leid, das war mein Fehler.
Freut mich, dass es wieder läuft.
Hab alles probiert, nichts hilft.
Erst hieß es Montag, dann fast eine Woche später.
Höchst ärgerlich, und das meist zur besten Sendezeit.
Guten Morgen, gibt es eine Störung in 24103?
Gute Nacht.
Ich möchte kündigen.
Ach du meine Güte, schon wieder tot.
Könnte mir bitte jemand helfen?
Kann mir einer sagen, was da los ist?
Hi, my internet has been down since yesterday.
Can you help me please?
Merhaba, internetim çalışmıyor.
Was soll das denn?
Kein Anschluss unter dieser Nummer, haha.
Meine Frau hat angerufen, aber man hat ihr nicht geholfen.
Meine Eltern warten seit Mai, sie sind schon ganz verzweifelt.
Rufe seit Tagen an und komme nicht durch.
Schaue morgen noch einmal nach.
Melde mich wieder, wenn es nicht klappt.
`

const mixed = `
Könnt ihr mir helfen? Ich hatte Ihnen schon geschrieben.
Ich habe Sie gestern angerufen, und du hast gesagt, dass es geht.
Habt ihr meine Mail bekommen, oder soll ich Sie noch einmal anrufen?
Wie Sie sehen, geht es nicht. Kannst du das bitte prüfen?
`

export const heldOut: readonly Labelled[] = [
	...labelled('sie', formal),
	...labelled('du', informalSingular),
	...labelled('du', informalPlural),
	...labelled('unknown', neutral),
	...labelled('mixed', mixed),
]
