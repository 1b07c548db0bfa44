import { type Labelled, labelled } from './corpus.ts'

/** Sentences the rules were tuned on. One sentence a line; all of them invented. */
const formal = `
Ja, das habe ich Ihnen doch schon am Montag gesagt.
Verstehen Sie, was ich meine?
Ich rufe Sie wegen meiner letzten Rechnung an.
Wie kann ich Ihnen meine neue Adresse mitteilen?
Hätten Sie vielleicht noch ein anderes Modell da?
Ist Ihnen bewusst, dass ich seit acht Wochen warte?
Nein, Sie haben mich falsch verstanden.
Ach so, dann meinen Sie den anderen Tarif.
Geben Sie mir eine Minute.
Tragen Sie bitte meine neue Nummer ein.
Notieren Sie sich das bitte.
Lesen Sie mir die Nummer noch einmal vor.
Ihr Angebot ist leider zu teuer.
Ihr neuer Tarif gefällt mir gut.
Ihre Mitarbeiterin hat mir eine Gutschrift versprochen.
Ihre Antwort hilft mir überhaupt nicht weiter.
Ihrer Kollegin habe ich das bereits erklärt.
Ihrem Schreiben entnehme ich, dass der Vertrag im Mai endet.
Ihr Internet ist schon wieder weg.
Ihr Produkt hält nicht, was es verspricht.
Ihr Verhalten ist eine Zumutung.
Ihr letzter Brief war eine Frechheit.
Ihnen ist offenbar alles egal.
Sie sind doch der Kundendienst, oder?
Sie werben mit 250 Mbit und liefern 12.
Sie schreiben, der Auftrag sei storniert.
Sie melden sich ja doch nie.
Sie wollten mich bis Freitag anrufen.
Sie müssen mir schon glauben.
Sie finden meine Nummer in der letzten Mail.
Zum dritten Mal: Sie haben die falsche Anschrift.
Was meinen Sie dazu?
Warum sperren Sie meinen Anschluss, obwohl alles bezahlt ist?
Wo haben Sie denn den Techniker hingeschickt?
Wieso steht auf Ihrer Seite etwas anderes?
Seit wann verlangen Sie dafür Geld?
Welche Unterlagen brauchen Sie von mir?
Bis wann kann ich bei Ihnen widerrufen?
Haben Sie schon einmal Basketball gespielt?
Welche Musik hören Sie gern?
Lesen Sie viel?
Ich weiß nicht, ob Sie den Film kennen.
Erzählen Sie mir etwas über sich.
Glauben Sie an Außerirdische?
Da stimme ich Ihnen zu.
Das klingt ja spannend, machen Sie das schon lange?
Es war schön, mit Ihnen zu plaudern.
Wohnen Sie auch in der Nähe von Kiel?
Ich wünsche Ihnen ein schönes Wochenende.
Freut mich, Sie kennenzulernen.
Stellen Sie sich vor, der kam einfach nicht.
Kümmern Sie sich bitte darum.
Denken Sie daran, dass ich erst ab 18 Uhr zu Hause bin.
Beeilen Sie sich.
Machen Sie sich keine Mühe.
Machen Sie endlich was.
Öffnen Sie die Einstellungen und wählen Sie WLAN.
Nehmen Sie den Stecker heraus und warten Sie zehn Sekunden.
Bitte senden Sie mir die Unterlagen per Post.
Bitte bestätigen Sie die Kündigung schriftlich.
Und bitte vergessen Sie die Gutschrift nicht.
Wären Sie so freundlich und sähen einmal nach?
Dürfte ich Sie um einen Gefallen bitten?
Kann ich Ihnen meine Daten hier schicken?
Ich habe von Ihnen noch nie eine Antwort bekommen.
Ich bin von Ihrem Unternehmen schwer enttäuscht.
Ich würde gern mit Ihrem Vorgesetzten sprechen.
In Ihrem Shop in der Holstenstraße wusste niemand Bescheid.
Bei Ihnen arbeitet offenbar niemand mehr.
Für Sie ist das vielleicht nur eine Nummer, für mich ist es mein Anschluss.
Man hat mir gesagt, dass Sie mir weiterhelfen können.
Der Techniker meinte, Sie hätten den falschen Port geschaltet, stimmt das bei Ihnen so?
Hallo, können Sie mir helfen?
Hallo Herr Meier, haben Sie schon etwas gehört?
Guten Tag Frau Schmidt, ich danke Ihnen für den Rückruf.
hallo, können sie mir bitte helfen
haben sie meine mail bekommen?
haben sie heute eine störung in kiel
sind sie noch da?
wissen sie schon wann das internet wieder geht
wann kommen sie denn zu mir
was soll ich jetzt machen, können sie mir das sagen
bitte schauen sie doch mal nach
bitte geben sie mir eine nummer
schicken sie mir den vertrag per mail
rufen sie mich an
warten sie kurz
sagen sie mal, lesen sie das hier überhaupt
nehmen sie das bitte ernst
hätten sie da einen link für mich
wollen sie mich verarschen
müssten sie das nicht wissen
könnten sie das weiterleiten
warum buchen sie das doppelt ab?
wieso haben sie mich gesperrt
vielen dank für ihren anruf
danke für ihre antwort
ich habe ihnen doch schon alles geschickt
kann ich ihnen ein foto schicken
Haben sie vielleicht einen Tipp für mich?
Könnten sie mir die PUK schicken?
Bitte helfen sie mir.
Konnen Sie mir helfen?
Wuerde gern wissen, wann Sie das reparieren.
Koennten sie bitte nachsehen
@hilft Warum antworten Sie nicht?
@hilft Danke Ihnen!
@hilft sagen Sie mal, geht bei Ihnen das Telefon nicht?
@hilft @freundin Ihre Werbung nervt.
@hilft Sie haben Post.
.@hilft Wann beheben Sie die Störung in 24103? #störung #telekom
Sehr geehrte Frau Petersen, der Anschluss ist noch immer tot.
Sehr geehrter Kundenservice, ich habe eine Frage.
Meine Frau hat Sie angerufen, sie war sehr freundlich.
Meine Oma versteht das nicht, bitte schreiben Sie ihr einen Brief.
Mein Sohn kann seine PIN nicht finden, können Sie ihm eine neue schicken?
Die Kollegen waren hier und sie haben alles geprüft, aber Sie behaupten etwas anderes.
"Du bekommst eine Mail", sagte er. Schicken Sie mir diese bitte.
Das Du in Ihren Mails finde ich unpassend, bitte bleiben Sie beim Sie.
Bitte duzen Sie mich nicht.
Hoffe, Sie finden den Fehler.
Brauche dringend Ihre Hilfe!
Warte noch immer auf Ihren Techniker.
Danke, Ihr Kollege hat mir geholfen.
Wie heißt Ihr Vorgesetzter?
Was kostet Ihr günstigster Tarif?
Wo ist Ihr Shop?
Wann öffnet Ihr Laden in Kiel?
Macht Ihr Angebot überhaupt Sinn?
Warum meldet Ihr Kollege sich nicht?
Warum geht Ihr Chat nicht?
Ist Ihr Netz heute gestört?
Kommt Ihr Techniker heute noch?
Kommt Ihre Lieferung heute noch?
Bleibt Ihr Angebot bestehen?
Ob Ihr Techniker heute noch kommt?
Ich möchte wissen, wann Ihr Mitarbeiter kommt.
Sie sagen mir, dass Ihr System das nicht hergibt.
Meine Güte, was ist denn bei Ihnen los?
Du meine Güte, was ist denn bei Ihnen los?
Sie haben recht, das hätte ich merken müssen.
Fast hätten Sie mich überzeugt.
Erst heißt es Montag, dann Freitag, was denn nun? Sagen Sie es mir.
Das ist das Höchste, was Sie mir bieten?
Und Sie?
Und Ihnen?
SIE HABEN MEIN GELD, GEBEN SIE ES ZURÜCK
ICH WARTE SEIT WOCHEN AUF IHREN RÜCKRUF
`

const informalSingular = `
Ja, das habe ich dir doch schon am Montag gesagt.
Verstehst du, was ich meine?
Ich rufe dich wegen meiner letzten Rechnung an.
Wie kann ich dir meine neue Adresse mitteilen?
Hättest du vielleicht noch ein anderes Modell da?
Ist dir bewusst, dass ich seit acht Wochen warte?
Nein, du hast mich falsch verstanden.
Gib mir eine Minute.
Trag bitte meine neue Nummer ein.
Notier dir das bitte.
Lies mir die Nummer noch einmal vor.
Deine Kollegin hat mir eine Gutschrift versprochen.
Hast du schon einmal Basketball gespielt?
Welche Musik hörst du gern?
Liest du viel?
Ich weiß nicht, ob du den Film kennst.
Erzähl mir etwas über dich.
Glaubst du an Außerirdische?
Da stimme ich dir zu.
Es war schön, mit dir zu plaudern.
Stell dir vor, der kam einfach nicht.
Kümmere dich bitte darum.
Denk daran, dass ich erst ab 18 Uhr zu Hause bin.
Beeil dich.
Mach dir keine Mühe.
Mach endlich was.
Öffne die Einstellungen und wähle WLAN.
Nimm den Stecker heraus und warte zehn Sekunden.
Bitte schick mir die Unterlagen per Post.
Bitte bestätige die Kündigung schriftlich.
Sei so lieb und sieh einmal nach.
Und du?
Und dir?
Willst mich veräppeln?
Bist du ein Bot?
Bist ein Schatz!
Hast recht.
Kannst das bitte weitergeben?
Kannst du vergessen, ich kündige!
Darfst mir gern schreiben.
Brauchst nicht mehr anrufen.
Meinst, das wird heute noch was?
Glaubst das wirklich?
Weisst du wann das wieder geht
weißte was, vergiss es
biste noch da
siehste, geht doch
haste schon mal neu gestartet?
willste mich verarschen
hättste das nicht früher sagen können
kannsu mir helfen
hasu zeit
du hast ne dm von mir
kannst du mir ma helfen pls
schreib mir mal ne dm
ruf mich an
gib mir mal die nummer
komm mal klar
mach hinne
sag bescheid wenn es wieder geht
sag mir bitte, was ich tun soll
Schau bitte nach, ob mein Auftrag durch ist.
Schau mal hier: https://hilft.example/du
Guck dir das an!
Hör auf, mir Standardtexte zu schicken.
Lass gut sein.
Lass uns das per Mail klären.
Warte, ich hole einen Zettel.
Warte kurz.
Warte mal.
Moment, bleib dran.
Entschuldige, ich habe dich nicht verstanden.
Entschuldige bitte die Störung.
Verzeih mir die Frage.
Beschreib mir bitte, was die Lampe macht.
Erklär mir bitte, wie das geht.
Erkläre mir bitte, wie das geht.
Zeig mir, wo das steht.
Verbinde mich bitte mit der Technik.
Nenne mir bitte den Preis.
Prüfe das bitte.
Starte den Router neu und versuch es dann noch mal.
Klicke auf den Link und folge den Schritten.
Ruf an und frag nach Herrn Meier.
Such dir etwas aus.
Sprich bitte lauter.
Wirf mal einen Blick darauf.
Triff bitte keine Entscheidung ohne mich.
Iss erst mal was.
Viel Spaß, und pass auf dich auf.
Genieß den Abend.
Gönn dir eine Pause.
Frag nicht.
Halt mich auf dem Laufenden.
Behalt das bitte für dich.
Tu mir einen Gefallen.
Tu doch nicht so.
Danke dir.
Liebe Anna, wie geht es dir?
Hi Ben, kannst du noch mal schauen?
@hilft du bist der Beste
@hilft Dein Kollege war super nett.
@hilft dein link geht nicht
Ich hätte da was für Dich.
Hast Du Dir das mal angeschaut?
Wenn Du Zeit hast, ruf bitte an.
Er sagte „Sie müssen warten“. Siehst du das auch so?
Deine Chefin sagte, sie meldet sich. Weißt du was davon?
Sie haben gestern gewonnen, hast du das Spiel gesehen?
Meine Eltern sind alt, sie haben kein Handy, kannst du sie auf dem Festnetz anrufen?
Man wartet hier ewig, kannst du da was machen?
Was hältst du davon?
Wie lange arbeitest du schon dort?
Würdest du mir das empfehlen?
`

const informalPlural = `
Könnt ihr bitte mal in meine DM schauen?
Habt ihr meine Nachricht bekommen?
Wieso antwortet ihr nicht?
Wann meldet ihr euch?
Warum sperrt ihr meinen Anschluss?
Was kostet das bei euch?
Warum geht ihr nicht ans Telefon?
Macht ihr heute Pause?
Kommt ihr heute noch?
Gebt ihr mir Bescheid?
Ruft ihr mich zurück?
Arbeitet ihr auch am Samstag?
Ihr schafft das!
Ihr macht das super.
Ihr braucht euch nicht zu wundern, wenn alle kündigen.
Ihr seid ja lustig.
Ihr könnt mich mal.
Ihr meldet euch ja doch nie.
Ihr schreibt, es sei alles in Ordnung.
Ihr wart super!
Ihr hattet mir einen Rückruf versprochen.
Ihr werdet von meinem Anwalt hören.
Und ihr?
Ihr Lieben, ich brauche Hilfe.
Hallo ihr, ist was kaputt?
Na ihr, wie sieht es aus?
Ihr Helden, es geht wieder!
Schaut mal in eure Nachrichten.
Schaut bitte nach.
Ruft mich an!
Macht was!
Macht mal hinne.
Meldet euch.
Sagt mir bitte Bescheid.
Helft mir!
Gebt mir mein Geld zurück.
Lasst euch mal was einfallen.
Nehmt das bitte raus.
Haltet mich auf dem Laufenden.
Seid so lieb und schickt einen Techniker.
Tut endlich was!
Guckt mal, das ist der Fehler.
Hört auf mit den Standardtexten.
Bleibt dran!
Bitte meldet euch.
Bitte gebt mir einen Termin.
Bitte prüft das noch einmal.
Dann schickt mir halt einen anderen Router.
Jetzt macht doch mal was.
Und dann ruft bitte zurück.
Kommt schon, das kann doch nicht so schwer sein.
Bringt das endlich in Ordnung.
Kümmert euch bitte darum.
Verarscht mich nicht!
Wartet bitte einen Moment.
Entschuldigt die späte Antwort.
Vergesst es einfach.
Stellt euch vor, der kam einfach nicht.
Ich hab euch ne Mail geschickt
euer netz ist so schlecht
eure app stürzt dauernd ab
bei euch geht auch nix
danke euch
ich liebe euch
was habt ihr gemacht
wie lang braucht ihr noch
wann schaltet ihr mich frei
ihr habt echt einen an der waffel
ihr antwortet nie
ihr nervt
kriegt ihr das heute noch hin
könnt ihr euch das mal anschauen
muesst ihr das immer nachts machen
wollt ihr mich verarschen
duerft ihr das
seit ihr noch da
seid ihr blöd
hobts ihr a störung
habts mei mail kriagt?
könnts bitte nachschaun?
müssts ihr des immer am wochenende machen
seids ihr deppert
wisst's ihr was los is?
hobt's es scho gschaut?
gebts ma bitte bescheid
schauts bitte nach
habta grad ne störung?
könnta mal gucken
Habt Ihr das gelesen?
Wann wollt Ihr Euch melden?
Schön, dass Ihr Euch kümmert.
Wenn Ihr mir nicht helft, gehe ich.
Ich frage mich, ob Ihr das ernst meint.
Ich weiß, dass ihr viel zu tun habt.
Schade, wie ihr das macht.
Sagt mir, wo ihr sitzt.
Falls ihr noch Infos braucht, meldet euch.
Solange ihr nicht liefert, zahle ich nicht.
Die Rechnung, die ihr mir geschickt habt, stimmt nicht.
Das, was ihr da macht, ist nicht in Ordnung.
Liebes Telekom-Team, könnt ihr mir helfen?
Liebe Telekom, ihr nervt.
Liebe Leute vom Service, schaut doch mal in meinen Fall.
@hilft euer Ernst?
@hilft ihr Pfeifen
@hilft Leute, macht was!
.@hilft wann gibts bei euch die neuen Tarife?
@hilft habt ihr in 24103 eine Störung? https://hilft.example/Ihre/Hilfe
Meine Mutter ist krank, sie hat angerufen, und ihr habt einfach aufgelegt.
Der Techniker hat ihr nichts erklärt, könnt ihr sie bitte anrufen?
Meine Frau sagt, dass ihr Handy nicht geht. Habt ihr eine Störung?
Der Mann sagte „Ihre Leitung ist gestört“. Wann behebt ihr das?
Sehr geehrte Damen und Herren, könnt ihr mir helfen?
IHR SEID DOCH NICHT MEHR GANZ DICHT
HABT IHR EINE STÖRUNG?
`

const neutral = `
Hallo.
Guten Tag
Danke!
Danke für die Info, läuft wieder.
Okay, alles klar.
Ja.
Nein, noch nicht.
Der Router blinkt rot.
Seit gestern Abend kein Fernsehen.
Kein Netz in 24103.
Wie lange dauert das noch?
Ist das normal?
Gibt es in Kiel eine Störung?
Gibt es schon etwas Neues?
Wo kann ich das sehen?
Was kostet der Tarif?
Wer ist zuständig?
Wann ist der Laden offen?
Wie geht's weiter?
Wie schauts aus?
wie gehts jetzt weiter
gehts bald wieder?

Geht nicht.
Geht wieder, danke.
Klappt nicht.
Klappt super!
Funktioniert prima.
Läuft.
Passt.
Reicht mir.
Nervt mich nur noch.
Ärgert mich.
Macht mir Sorgen.
Macht Spaß.
Kommt drauf an.
Kommt der Techniker heute?
Kommt noch was?
Hilft nicht.
Bringt nichts.
Dauert ewig.
Stimmt.
Stimmt so nicht.
Steht im Vertrag.
Fehlt mir leider.
Gefällt mir.
Wundert mich nicht.
Wird das heute noch was?
Ruft mich denn keiner zurück?
Sagt mir nichts.
Lässt sich nicht öffnen.
Kostet mich 20 Euro.
Warte seit Mai.
Warte immer noch.
Warte auf Antwort.
Hoffe, das klappt.
Bitte um Hilfe.
Bitte um Rückmeldung.
Brauche Hilfe.
Suche den Techniker.
Finde das traurig.
Glaube nicht mehr daran.
Hab keinen Bock mehr.
Habe alles versucht.
Komme nicht rein.
Komm nicht rein.
Komm nicht mehr ins Netz.
Geh ich halt zur Konkurrenz.
Werd jetzt kündigen.
Schau ich mir an.
Sag ich doch.
Mach ich.
Mache ich.
Denke nicht.
Verstehe.
Verstehe ich nicht.
Kann nicht mehr.
Will kündigen.
Muss wohl so sein.
Musste drei Stunden warten.
Sollte heute kommen.
Wollte nur fragen, ob es etwas Neues gibt.
Wollt nur mal fragen, ob es was Neues gibt.
Könnt heulen.
Könnt mir bitte jemand helfen?
Würde gern kündigen.
Ich könnte heulen.
Rufe morgen noch mal an.
Prüfe das gerade selbst.
Schreibe gerade eine Mail.
Schicke die Unterlagen heute raus.
Gehe jetzt schlafen.
Habe die Post erst heute bekommen.
Sonst alles gut.
Die Post ist fast da.
Ernst gemeinte Frage: Wo ist mein Paket?
Selbst der Rest war höchst mangelhaft.
Mindestens zwei Wochen, meist länger.
Der beste Kunde ist der Gast, der zahlt.
Herbst, und noch immer kein Anschluss.
Angst habe ich keine.
Man kann nichts machen.
Man fühlt sich verarscht.
Da fragt man sich schon.
Da kannste nur noch lachen.
Da bist du platt.
Da fällst du vom Glauben ab.
Da weißt du, was Kundendienst heißt.
Haste was, biste was.
Ach du Schreck, die Rechnung!
Ach du Scheiße.
Du liebe Zeit!
Wir sind schon lange per Du.
Meine Mutter hat angerufen, sie hat nichts erreicht.
Meine Mutter und ihr Router.
Meine Frau wartet auf ihren Techniker.
Meine Tochter kommt nicht in ihr Konto.
Ihre Nummer hat sie mir gegeben, meine Schwester ist sauer.
Die Mitarbeiter waren da, sie haben alles geprüft.
Die Techniker kommen morgen. Sie bringen einen neuen Router.
Die Monteure haben gesagt, sie kommen wieder.
Ich habe ihr die Nummer gegeben.
Ich habe mit ihr telefoniert.
Die Leute im Shop haben ihr Bestes gegeben.
Die Telekom und ihre Tarife.
Die Firma hat ihren Sitz in Bonn.
Die Kunden verlieren ihre Geduld.
Wie es ihr wohl geht?
Sie ist 84 und hat kein Handy.
Sie hat gesagt, es dauert.
Sie war sehr nett.
Er sagte „du musst warten“.
Der Techniker meinte „Sie müssen warten“, dann ging er.
An der Hotline hieß es "Rufen Sie später an".
Der Kollege meinte: du musst neu starten.
> Haben Sie es schon neu gestartet?
RT @kunde: Könnt ihr mir helfen?
@duhilft @ihr_habt #seid_ihr #euer
https://hilft.example/hast/du/ihr
Das Lied heißt "Du bist nicht allein".
Super Service heute!
Vielen Dank und schöne Grüße aus Kiel
Liebes Telekom-Team, mein Anschluss ist tot.
Moin, Störung in Kiel?
> du musst nur neu starten
Liebe Grüße
Mit freundlichen Grüßen
Jetzt ist auch das Telefon tot, und dann noch die Gebühr.
Meine Kinder weinen, sie wollen fernsehen.
Die haben sie ja wohl nicht alle.
Please help me, I can not log in.
The die was cast, and she said hast thou seen it.
Is there an outage in Kiel?
Yardım edin lütfen, internet yok.
Sie nasıl? Du nedir?
Bonjour, mon internet ne marche pas du tout.
Kan du hjælpe mig? Jeg har ikke internet.
123
😀😀😀
`

const mixed = `
Könnt ihr mir bitte sagen, wann Sie den Router schicken?
Hast du meine Mail gelesen? Ich hatte Ihnen auch ein Foto geschickt.
Euer Service ist schlecht, das habe ich Ihnen schon zweimal geschrieben.
Ich danke Ihnen und wünsche euch einen schönen Tag.
Können Sie mir helfen? Oder du, Anna?
`

export const tuned: readonly Labelled[] = [
	...labelled('sie', formal),
	...labelled('du', informalSingular),
	...labelled('du', informalPlural),
	...labelled('unknown', neutral),
	...labelled('mixed', mixed),
]
