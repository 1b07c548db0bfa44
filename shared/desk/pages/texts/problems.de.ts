/** What was refused, and what to do next. */
type Refusal = readonly [title: string, detail: string]

const FORM: Refusal = [
	'Das Formular ist unvollständig',
	'Eine Angabe fehlt oder passt nicht. Bitte prüfen und noch einmal absenden.',
]
const AGAIN: Refusal = ['Das hat nicht geklappt', 'Die Seite neu laden und noch einmal versuchen.']
const SIGN_IN: Refusal = ['Bitte neu anmelden', 'Die Anmeldung gilt nicht mehr. Alles Geschriebene bleibt stehen.']

/** Every refusal of the API in the words of the desk, by the code of its problem. */
const problems = {
	'token-missing': SIGN_IN,
	'token-invalid': SIGN_IN,
	'token-revoked': ['Bitte neu anmelden', 'Die Leitung hat alle bisherigen Anmeldungen beendet.'],
	'role-missing': [
		'Keine Rolle',
		'Was die Anmeldung erlaubt und was das Team-Verzeichnis sagt, passt nicht zusammen. Die Leitung kann das richten.',
	],
	'role-forbidden': [
		'Nicht für diese Rolle',
		'Das darf diese Rolle nicht. Eine Kollegin oder die Leitung kann es tun.',
	],
	'not-yours': [
		'Nicht der eigene Fall',
		'Das darf nur, wem der Fall anvertraut ist. Wer ihn selbst übernommen hat oder aushilft, lässt ihn sich geben: von der Ansprechpartnerin oder der Leitung.',
	],
	'not-found': ['Hier ist nichts', 'Diese Seite gibt es nicht.'],
	'case-unknown': ['Diesen Fall gibt es nicht', 'Die Nummer noch einmal prüfen, oder nach dem Namen suchen.'],
	'case-unreadable': [
		'Der Fall ist gerade nicht lesbar',
		'Nichts ist verloren, und die Bereitschaft weiß Bescheid. Noch einmal versuchen hilft nicht, solange sie daran arbeitet.',
	],
	'media-unknown': ['Kein Anhang', 'Diesen Anhang gibt es nicht, oder er wurde nicht aufbewahrt.'],
	'range-needed': ['Zu groß auf einmal', 'Der Anhang ist größer, als auf einmal gezeigt werden kann.'],
	'range-not-satisfiable': ['Kein solcher Teil', 'Der Anhang ist nicht so lang.'],
	'parked-body-gone': ['Nicht mehr da', 'Davon ist nur noch dieser Eintrag übrig.'],
	'parked-unknown': ['Liegt nicht mehr da', 'Jemand hat es schon erledigt.'],
	'deletion-unknown': ['Diesen Antrag gibt es nicht', 'Oder er ist seit mehr als 30 Tagen beendet.'],
	'deletion-finished': ['Schon beendet', 'Dieser Löschantrag ist beendet.'],
	'deletion-in-work': ['Läuft schon', 'Die Person ist gefunden und wird gelöscht. Das endet von selbst.'],
	'aside-unknown': ['Dieses Nebengespräch gibt es nicht', 'Oder es wurde gelöscht.'],
	'no-data': ['Keine Daten', 'Die Kundin hat keine dieser Angaben gemacht.'],
	'method-not-allowed': AGAIN,
	'json-malformed': AGAIN,
	'query-invalid': ['Die Adresse passt nicht', 'Ein Filter hat einen Wert, den es nicht gibt.'],
	'header-invalid': AGAIN,
	'cursor-invalid': ['Diese Seite der Liste gibt es nicht mehr', 'Die Liste von vorn ansehen.'],
	'too-large': ['Zu lang', 'Der Text ist länger, als auf einmal angenommen wird.'],
	'media-type-unsupported': AGAIN,
	'body-invalid': FORM,
	'idempotency-key-reused': AGAIN,
	'idempotency-key-in-progress': ['Läuft noch', 'Dasselbe wird gerade getan. Einen Augenblick warten.'],
	'stale-version': [
		'Der Fall hat sich geändert',
		'Was neu ist, steht im Verlauf. Der Text ist noch da: ansehen, dann entscheiden.',
	],
	'case-closed': ['Der Fall ist geschlossen', 'Er geht wieder auf, sobald die Kundin schreibt.'],
	'claimed-by-other': [
		'Jemand schreibt schon',
		'Der Fall ist gerade bei jemand anderem in Arbeit. Der Text ist noch da.',
	],
	'no-message-to-answer': ['Nichts zu beantworten', 'Die Kundin hat hier nichts geschrieben.'],
	'request-open': ['Schon angefragt', 'Eine Anfrage ist offen. Sie lässt sich widerrufen oder noch einmal senden.'],
	'no-open-request': ['Keine Anfrage offen', 'Zurzeit ist nichts angefragt.'],
	'unanswered-reason-needed': [
		'Jemand wartet',
		'Die Kundin hat das letzte Wort. Erst antworten, mit der Antwort schließen, oder den Grund nennen, warum niemand antworten muss.',
	],
	'outcome-mismatch': ['Das passt nicht zusammen', 'Zu diesem Ergebnis gehört ein anderer Grund.'],
	'evidence-needed': [
		'Dafür fehlt ein Beleg',
		'Was gesagt wird, muss im Fall stehen: die Antwort im Netzwerk bestätigen, den Anruf eintragen oder die Nachricht der Kundin nennen. Nicht erreichbar ist jemand erst sieben Tage nach dem zweiten Versuch.',
	],
	'not-read': [
		'Noch nicht gelesen',
		'Was die Kundin zuletzt schrieb, wurde hier noch nicht gezeigt. Erst lesen, dann entscheiden.',
	],
	'second-person': [
		'Eine zweite Person entscheidet',
		'Das Ende ist vorgeschlagen, der Fall bleibt offen, bis eine Kollegin oder die Leitung ihn gelesen und zugestimmt hat.',
	],
	'colleague-needed': [
		'Das sagt eine Kollegin',
		'Drei Wartende sind in zehn Minuten ohne Antwort beendet worden. Bei diesem Fall sieht jemand anderes nach.',
	],
	'no-closing-proposed': [
		'Nichts ist vorgeschlagen',
		'Es wurde schon entschieden, oder die Kundin hat seither geschrieben.',
	],
	'no-answer-queued': [
		'Keine Antwort unterwegs',
		'Sie ist gesendet, zurückgeholt oder gescheitert. Ohne zu warten schließen, oder erst antworten.',
	],
	'not-in-bulk': [
		'Nur einzeln',
		'Gemeinsam endet nur, was Spam ist oder durch eine Störungsmeldung beantwortet wurde.',
	],
	'promise-open': [
		'Es ist noch etwas zugesagt',
		'Mit einer offenen Zusage schließt kein Fall. Erst sagen, ob sie gehalten oder gebrochen ist, oder sie verschieben.',
	],
	'promise-unknown': ['Diese Zusage gibt es nicht', 'Im Fall steht keine solche Zusage.'],
	'promise-ended': [
		'Schon beendet',
		'Diese Zusage ist gehalten, gebrochen, verschoben oder hinfällig. Eine neue machen.',
	],
	'too-many-promises': [
		'Zu viele Zusagen',
		'Ein Fall trägt 20 offene Zusagen. Erst einige als gehalten oder gebrochen eintragen.',
	],
	'due-in-past': ['Schon vorbei', 'Der Zeitpunkt liegt nicht in der Zukunft.'],
	'due-too-far': ['Zu weit weg', 'Höchstens 366 Tage voraus.'],
	'no-follow-up': ['Keine Wiedervorlage', 'Für diesen Fall ist keine gesetzt.'],
	'ask-first': ['Erst fragen', 'Am Telefon gilt zuerst die Frage, ob du auch da in Ordnung ist. Danach ankreuzen.'],
	'message-unknown': ['Diese Nachricht gibt es nicht', 'Sie steht nicht im Fall, oder sie wurde gelöscht.'],
	'message-private': ['Privat', 'Ausblenden lässt sich nur, was öffentlich steht.'],
	'reply-unknown': ['Diese Antwort gibt es nicht', 'Sie steht nicht im Fall.'],
	'reply-deleted': ['Schon gelöscht', 'Diese Antwort ist gelöscht.'],
	'reply-sent': [
		'Schon gesendet',
		'Sie ist bei der Kundin. Was öffentlich steht, lässt sich berichtigen oder löschen.',
	],
	'reply-private': ['Privat', 'Was privat gesendet ist, lässt sich nicht mehr ändern.'],
	'reply-not-in-doubt': ['Kein Zweifel', 'Wie es um diese Antwort steht, ist bekannt.'],
	'no-corrections': [
		'Hier geht keine Berichtigung',
		'Dieses Netzwerk erlaubt sie nicht. Die Antwort löschen und neu schreiben.',
	],
	'send-under-way': ['Zu spät', 'Die Antwort ist schon unterwegs.'],
	'window-closed': [
		'Die Frist ist vorbei',
		'Das Netzwerk nimmt diese Antwort nicht mehr an. Was noch geht, steht unten.',
	],
	'never-open': [
		'Hier nie privat möglich',
		'Auf das, was dort steht, nimmt das Netzwerk keine private Antwort. Es geht erst, wenn die Kundin uns privat schreibt. Was sonst geht, steht unten.',
	],
	'private-reply-used': [
		'Schon privat geantwortet',
		'Auf einen Kommentar ist nur eine private Antwort erlaubt. Was noch geht, steht unten.',
	],
	'answer-by-hand': [
		'Von Hand antworten',
		'Das Netzwerk lässt uns hier nur von Hand antworten. In seiner App antworten, dann den Fall als von Hand beantwortet eintragen.',
	],
	'no-confirmed-address': [
		'Keine bestätigte Adresse',
		'Die Kundin hat keine E-Mail-Adresse bestätigt. Erst Daten sicher anfragen.',
	],
	'nothing-to-answer': ['Nichts zu beantworten', 'Niemand wartet auf eine Antwort.'],
	'person-erased': ['Gelöscht', 'Diese Person ist gelöscht oder wird es gerade. Es geht nichts mehr an sie.'],
	'drafts-ended': [
		'Keine Entwürfe mehr',
		'Der Fall ist seit mehr als 14 Tagen geschlossen, oder die Person wird gelöscht.',
	],
	'own-proposal': ['Eine zweite Person ist nötig', 'Den eigenen Vorschlag entscheidet eine Kollegin oder die Leitung.'],
	'erasure-begun': ['Zu spät', 'Die Löschung hat begonnen. Nichts hält sie mehr auf.'],
	'erasure-not-demanded': [
		'Nichts zurückzunehmen',
		'Es ist keine Löschung verlangt, oder der Vorschlag ist älter als 24 Stunden.',
	],
	'proposal-unknown': [
		'Diesen Vorschlag gibt es nicht',
		'Er ist freigegeben oder zurückgegeben, oder es gibt einen neueren.',
	],
	'proposal-stale': [
		'Die Kundin hat seither geschrieben',
		'Wer den Vorschlag schrieb, kannte das nicht. Passt er noch: freigeben. Sonst mit einer Notiz zurückgeben.',
	],
	'agent-retired': [
		'Ausgeschieden',
		'Die Rechte sind mit dem Ausscheiden erloschen. Die Leitung kann jemanden wieder aufnehmen.',
	],
	'not-on-roster': [
		'Nicht im Team-Verzeichnis',
		'Die Anmeldung gilt, aber im Verzeichnis steht niemand dazu. Die Leitung trägt ein.',
	],
	'no-such-agent': ['Niemand mit diesem Namen', 'Im Team-Verzeichnis steht niemand so.'],
	'agent-known': ['Schon im Team-Verzeichnis', 'Den Eintrag ändern statt neu anlegen.'],
	'agent-changed': ['Inzwischen geändert', 'Jemand hat diesen Eintrag geändert. Noch einmal ansehen.'],
	'own-record': ['Eigene Rechte', 'Rolle und Team ändert für sich selbst niemand. Eine andere Leitung tut es.'],
	'agent-unknown': ['Niemand mit diesem Namen', 'Jemanden aus dem Team-Verzeichnis nennen.'],
	'not-an-agent': [
		'Bearbeitet keine Fälle',
		'Nur wer hier Fälle bearbeitet, kann Ansprechpartner oder Vertretung sein.',
	],
	'team-unknown': ['Dieses Team gibt es nicht', 'Ein Team aus dem Verzeichnis nennen.'],
	'deputy-is-owner': ['Vertretung wie Ansprechpartner', 'Die Vertretung muss jemand anderes sein.'],
	'danger-open': [
		'Vielleicht ist jemand in Gefahr',
		'Erst sagen, was wegen der Gefahr getan wurde oder warum keine besteht. Danach geht alles andere.',
	],
	'danger-not-open': ['Diese Gefahr steht nicht im Fall', 'Sie ist beendet, oder niemand hat sie gemeldet.'],
	'signal-not-raised': ['Diesen Hinweis gibt es nicht', 'Seine Nachricht wurde zurückgenommen, oder niemand gab ihn.'],
	'take-over-needed': [
		'Jemand hat diesen Fall',
		'Um Freigabe bitten oder die Leitung fragen. Ist die Person nicht im Dienst, lässt sich der Fall übernehmen.',
	],
	'call-needed': ['Kein Anruf eingetragen', 'Erst den Anruf eintragen, in dem die Kundin dem du zustimmte.'],
	'initials-taken': ['Schon vergeben', 'Dieses Kürzel hat oder hatte jemand. Ein anderes wählen.'],
	'too-many-misses': [
		'Zu viele falsche Nummern',
		'Zehn Nummern ohne Fall in zehn Minuten. Die Nummer buchstabieren lassen und kurz warten.',
	],
	'step-missing': [
		'Ein Schritt nach dem anderen',
		'Der Schritt davor fehlt in den letzten 90 Tagen. Was jetzt möglich ist, steht im Fall.',
	],
	'step-unknown': ['Diesen Schritt gibt es nicht', 'Im Fall steht, welche zählen.'],
	'hide-impossible': [
		'Das Netzwerk blendet das nicht aus',
		'Facebook und Instagram blenden Kommentare aus, X nur Antworten auf unsere Beiträge. Dort melden und noch einmal verwarnen.',
	],
	'lead-needed': ['Das entscheidet die Leitung', 'Stumm schalten und das Ende davon sind Sache der Leitung.'],
	'mute-end-invalid': ['Höchstens 30 Tage', 'Das Ende liegt in der Zukunft, höchstens 30 Tage entfernt.'],
	'search-holds-data': [
		'Nach der Fallnummer suchen',
		'Kundennummern, Telefonnummern und Adressen liegen im Tresor. Fallnummer, Name, Konto oder ein Wort der Nachricht führen hin.',
	],
	'search-too-short': [
		'Etwas mehr, bitte',
		'Mindestens drei Buchstaben eines Namens oder Wortes, oder eine Fallnummer.',
	],
	'text-empty': ['Kein Text', 'Etwas schreiben, dann senden.'],
	'text-invalid': ['Unlesbare Zeichen', 'Der Text enthält Steuerzeichen, die niemand lesen kann.'],
	'reply-not-sent': ['Nicht gesendet', 'Ändern lässt sich nur, was gesendet ist.'],
	'text-too-long': ['Zu lang', 'Der Text ist mit dem Kürzel länger, als das Netzwerk annimmt.'],
	'personal-data': ['Persönliche Daten, öffentlich', 'Alle würden sie lesen. Weglassen, oder Daten sicher anfragen.'],
	'note-holds-data': [
		'Persönliche Daten in der Notiz',
		'Notizen liest der ganze Desk. In den Tresor legen oder weglassen.',
	],
	'note-unknown': ['Diese Notiz gibt es nicht', 'Oder sie ist zu alt, um zurückgezogen zu werden.'],
	'note-of-other': ['Nicht die eigene Notiz', 'Nur wer sie schrieb, zieht sie zurück.'],
	'question-unknown': [
		'Diese Frage wartet nicht',
		'Sie ist beantwortet oder zurückgezogen. Eine einfache Notiz schreiben.',
	],
	'warnings-open': ['Noch einmal hinsehen', 'Zu jeder Warnung einen Grund wählen, dann geht die Antwort ab.'],
	'undo-running': ['Noch zu früh', 'Bis die Antwort abgeht, kann ihre Verfasserin sie zurückholen.'],
	'send-ended': ['Schon beendet', 'Hier ist nichts mehr zu klären.'],
	'send-unknown': ['Das gibt es nicht', 'Im Fall steht keine solche Sendung.'],
	erased: ['Gelöscht', 'Die Angaben der Kundin sind gelöscht.'],
	'try-later': ['Gerade nicht', 'Nichts ist verloren. Gleich noch einmal versuchen.'],
	internal: [
		'Hier ist etwas schiefgegangen',
		'Es ist vermerkt, und nichts ist verloren. Gleich noch einmal versuchen.',
	],
} as const satisfies Readonly<Record<string, Refusal>>

export type DeskProblem = keyof typeof problems
export const problemsDe: Readonly<Record<DeskProblem, Refusal>> = problems
export type ProblemTexts = typeof problemsDe
