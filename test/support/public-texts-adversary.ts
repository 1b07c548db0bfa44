/** Written as somebody would who wants to get personal data past us, or ours refused; measured once before the patterns were mended for them. */
export const adversaryTexts = `
phone | Dein Anschluss: null vier drei eins, zwölf vierunddreißig sechsundfünfzig. ^ze
phone | Ruf an: 0️⃣1️⃣5️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣. ^ze
phone | Nummer notiert: ⓪①⑤①②③④⑤⑥⑦⑧, passt? ^ze
phone | O151 2345678 ist deine neue Handynummer. ^ze
phone | Wir rufen unter O43l/l23456 an. ^ze
phone | Rückruf an 0151_2345_6789 heute noch. ^ze
phone | Die 0151*234*56789 ist portiert. ^ze
phone | Deine Handynummer: 0151⏎2345⏎6789. ^ze
phone | Erreichbar unter 151 23456789, richtig? ^ze
phone | Rufnummer (vier drei eins) 123456 ist frei. ^ze
phone | Festnetz: 123456 in Kiel ist wieder aktiv. ^ze
phone | Ich notiere: +49 (0) 151 – 23 45 67 89. ^ze
phone | Wir rufen dich an: 0049(0)15123456789. ^ze
phone | tel:+4943112345 ist hinterlegt. ^ze
phone | Nummern: 0431-123456/57, beide aktiv. ^ze
phone | Herr Klein, 0177/1234567, meldet sich bei Ihnen. ^ze
phone | Ihre Mobilfunknummer 0٠1٥1٥٦٧٨٩٠١٢ haben wir. ^ze
phone | SMS an 0 1 7 6 . 1 2 3 . 4 5 6 7 8? ^ze
phone | Nachbar: 0151‐23‐45‐67‐89, bitte testen. ^ze
phone | Hotline 0800 3301000, dein Berater Kai: 0160 90123456. ^ze
phone | +43/1/5134567 haben wir als Rückrufnummer. ^ze
phone | Kontakt: 0431 12 34 56 mal vormittags probiert. ^ze
phone | Wir versuchen es um 12:30 Uhr auf der 04351 7123. ^ze
phone | Die Durchwahl von Frau Beck ist 0228 181-12345. ^ze
iban | DE89 3704 0044 0532 0130 01 scheint falsch zu sein. ^ze
iban | Konto: DE 89 37 04 00 44 05 32 01 30 00, ok? ^ze
iban | IBAN DE89⏎3704⏎0044⏎0532⏎0130⏎00. ^ze
iban | DE89_3704_0044_0532_0130_00 wird belastet. ^ze
iban | Wir buchen von D​E​8​9370400440532013000 ab. ^ze
iban | IBAN ist ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００. ^ze
iban | Deine Bankverbindung PL61 1090 1014 0000 0712 1981 2874 ist neu. ^ze
iban | Erstattung an IT60 X054 2811 1010 0000 0123 456 ist raus. ^ze
iban | Deine IBAN: DE89370400440532013000DE, oder? ^ze
iban | Konto-Nr. 1234567890 bei BLZ 200 505 50, stimmt das? ^ze
email | max.mustermann AT gmx DOT de ist eingetragen. ^ze
email | Deine Mail: maxmuster(ät)web(punkt)de. ^ze
email | Antwort an max punkt muster at web punkt de. ^ze
email | m.muster@​gmail​.com bekommt den Link. ^ze
email | max.muster@web .de steht im System. ^ze
email | Mail an lisa@xn--mller-kva.de ist raus. ^ze
email | max%40web.de ist deine Anmeldung. ^ze
email | Wir mailen an "max muster"@web.de gleich. ^ze
email | max-muster klammeraffe t-online punkt de, korrekt? ^ze
email | Geht an: muster[æt]gmx.de. ^ze
email | Deine Apple-ID mаx@wеb.de ist verknüpft. ^ze
email | info@firma-müller.gmbh ist hinterlegt. ^ze
customerNumber | Deine Kunden Nummer 12 34 56 78 90 passt. ^ze
customerNumber | K u n d e n n u m m e r: 1234567890. ^ze
customerNumber | Kundennummer eins zwei drei vier fünf sechs sieben acht neun null. ^ze
customerNumber | Wir finden dich unter 5544332211. ^ze
customerNumber | Ihr Vertrag 4711081500 ist aktiv. ^ze
customerNumber | Die Nummer auf der Rechnung, also 9988776655, reicht uns. ^ze
orderNumber | Ihre Sendungsnummer ist 00340434161094042557. ^ze
orderNumber | Der Vorgang 123456789012 liegt beim Fachbereich. ^ze
orderNumber | IMEI 356938035643809 ist gesperrt. ^ze
orderNumber | Auftrag Nr.: DE-2026-1234567 ist fertig. ^ze
streetAddress | Techniker ist vor Ort: Kastanienallee 82. ^ze
streetAddress | kieler str. 12 in kiel passt? ^ze
streetAddress | Ihr Anschluss in der Bgm.-Müller-Str. 3a ist fertig. ^ze
streetAddress | An der Alster 14 gibt es Glasfaser, Herr Kuhn. ^ze
streetAddress | Sie wohnen Hinter den Höfen 2, richtig? ^ze
streetAddress | Lieferung: Postweg 3, 12345 Musterdorf. ^ze
streetAddress | Platz der Republik 1 ist Ihre Anschrift, korrekt? ^ze
streetAddress | Ihre Adresse: Feldchen 3. ^ze
streetAddress | Deine Hausnummer in der Schillerstraße ist die 12? Schillerstraße 12! ^ze
streetAddress | Paket an Sonnenblumenweg Nr. 9 kommt morgen. ^ze
streetAddress | D-20095 Hamburg, Mönckebergstraße 7 ist erfasst. ^ze
birthDate | Geburtstag am 03.04.1985? Dann haben wir Sie gefunden. ^ze
birthDate | Sie sind am 12.12.1970 geboren, korrekt? ^ze
cardNumber | Karte 5105-1051-0510-5100 wurde belastet. ^ze
secret | Kundenkennwort: Waldi99. ^ze
secret | WLAN-Schlüssel lautet 48291746382910473829. ^ze
- | Für Gespräche: 0800/33 01000 (kostenfrei), tägl. 24 h. ^ze
- | 08003301000 – rund um die Uhr, Wahlmöglichkeit 1. ^ze
- | Ruf +49-800-330-1000 an, Menüpunkt 3. ^ze
- | (0228) 181 0 ist die Zentrale in Bonn. ^ze
- | Seit dem 01.01.2025 kostet das 04,95 € statt 05,95 €. ^ze
- | Termine: 01.12., 02.12. und 03.12., jeweils 08-12 Uhr. ^ze
- | Öffnungszeiten: Mo-Fr 09:00-18:30, Sa 10:00-14:00 Uhr. ^ze
- | Von 2010 bis 2026: 16 Jahre, 1.234.567 Antworten! ^ze
- | IP 217.0.43.145, Gateway 192.168.178.1, Subnetz 255.255.255.0. ^ze
- | MAC-Adresse 00:1A:2B:3C:4D:5E steht auf dem Gerät. ^ze
- | Router-Modelle: Speedport W 724V, FRITZ!Box 6690, Digitalisierungsbox 2. ^ze
- | Die AGB, Ziffer 3.4, gelten ab 2026/2027. ^ze
- | Bei Platz 3 der Senderliste steht RTL, Platz 4 Sat.1. ^ze
- | Der Ausbau in der Straße 5 Wochen später, sorry. ^ze
- | Am Wochenende 20 % Rabatt im Shop Kiel, nur 2 Tage. ^ze
- | Zum Start 3 Monate gratis, zur Halbzeit 1 GB extra. ^ze
- | Im Park 5G-Empfang? Läuft! ^ze
- | Der Weg 1 zum Ziel: App laden. Weg 2: Webseite. ^ze
- | Anrufer 3 von 5 ist gleich dran. ^ze
- | Gutscheincode HILFT2026 gilt bis 31.12. ^ze
- | Deine Mail ist da, danke. Telefon brauchen wir nicht. ^ze
- | @hilft.Team meldet sich, @kunde_77 auch. ^ze
- | Der Fehler 0123 verschwindet nach einem Neustart. ^ze
- | https://twitter.com/hilft/status/1234567890123456789?s=20 erklärt alles. ^ze
- | https://t.co/0151234567 führt zur Anleitung. ^ze
- | Frage 12 aus 2024: Was kostet Magenta 1? ^ze
- | 3 x 30 Minuten, 2 x 45 Minuten: so lief der Test. ^ze
- | Störung in 24103 Kiel und 24105 Kiel behoben. ^ze
- | WM 1974, 1990, 2014: Titel Nr. 5 wäre fällig. ^ze
- | Die SIM-Karte braucht 24 bis 48 Stunden, PIN beachten. ^ze
- | Passwort falsch? 5 Minuten warten, dann erneut versuchen. ^ze
- | Kennwort vergessen: Link in der App, Punkt 4. ^ze
- | Die Rechnung vom 15.11.2026 über 44,95 € ist korrekt. ^ze
- | 112 ist der Notruf, 116117 der ärztliche Dienst. ^ze
- | Kunde 1 von 1000 gewinnt ein Tablet im Wert von 399 Euro. ^ze
- | Auftrag 1 ist erledigt, Auftrag 2 folgt am 30.11. ^ze
- | Dein Ticket 4XY7890 ist offen. ^ze
- | Band 20 (800 MHz), Band 3 (1800 MHz), n78 (3500 MHz). ^ze
- | Erste Hilfe: Stecker ziehen, 30 s warten, LED 1-4 prüfen. ^ze
- | Unsere Adresse: Beispielallee 140 in 53113 Bonn, Nähe Rheinaue. ^ze
- | Melde dich unter hilft@hilft.example mit Betreff 7K3M9QX. ^ze
- | Bestellt vor 14 Uhr, geliefert am 24.11., Versand 4,95 €. ^ze
- | Vielen Dank, 5 Sterne! Bis 2027 sind 99,9 % versorgt. ^ze
- | Die Servicezeiten: 0-24 Uhr, 365 Tage, 7 Tage die Woche. ^ze
- | Der 5. Mai 2026 war ein Dienstag, oder? ^ze
`
