import type { SendFailure } from '#shared/cases/codes.ts'
import type { Act } from '#shared/replies/failure-words.ts'

/** Why something did not arrive and what to do next, as `FAILURE_WORDS` says it in English. */

type Words = Readonly<Record<SendFailure, string>>

const BY_HAND = 'In der App des Netzwerks antworten, dann hier „von Hand beantwortet“ sagen.'
const OUR_ACCESS = 'Unser Zugang zum Konto war abgelaufen. Die Leitung erneuert ihn; danach noch einmal versuchen.'
const OVERTAKEN = 'Es wurde nicht mehr gebraucht, als es an der Reihe war. Nichts zu tun.'

const answer: Words = {
	recipientClosed:
		'Diese Person hat uns blockiert; dort kann ihr niemand antworten. Per E-Mail antworten, wenn eine bestätigt ist.',
	windowClosed: 'Die Frist des Netzwerks für diese Antwort ist vorbei. Privat oder per E-Mail antworten.',
	neverOpen: 'Dort nimmt das Netzwerk keine Antwort. In seiner App von Hand antworten.',
	privateReplyUsed:
		'Das Netzwerk nimmt hier keine weitere Antwort. Unter einer anderen Nachricht antworten oder per E-Mail.',
	recipientGone:
		'Dieses Konto gibt es nicht mehr. Per E-Mail antworten, wenn eine bestätigt ist; sonst den Fall schließen.',
	duplicate:
		'Das Netzwerk hat denselben Text abgelehnt. Nachsehen, ob der erste dort steht; wenn nicht, anders formulieren.',
	tooLong: 'Das Netzwerk nimmt keinen so langen Text. Kürzen oder auf zwei Antworten verteilen.',
	forbidden: `Das Netzwerk lässt uns hier nicht über seine Schnittstelle antworten. ${BY_HAND}`,
	tokenDead: OUR_ACCESS,
	unknownTarget:
		'Was beantwortet werden sollte, ist gelöscht oder für uns nicht mehr zu sehen. Eine andere Nachricht beantworten oder privat schreiben.',
	contentRefused:
		'Das Netzwerk weist einen Link oder ein Wort darin ab. Link weglassen oder anders formulieren und noch einmal senden.',
	otherAppOwnsThread:
		'Eine andere App hat diese Unterhaltung, etwa der Posteingang des Netzwerks. Dort antworten oder sie dort freigeben und noch einmal versuchen.',
	rejected:
		'Das Netzwerk hat abgelehnt, ohne einen bekannten Grund. Noch einmal versuchen oder einen anderen Weg nehmen.',
	withdrawn: OVERTAKEN,
	notSent: 'Jemand hat nachgesehen: Die Antwort kam nicht an. Noch einmal senden.',
}

const privateMessage: Words = {
	recipientClosed:
		'Diese Person nimmt keine privaten Nachrichten von uns an oder hat uns blockiert. Öffentlich einladen.',
	windowClosed: 'Die Frist des Netzwerks für private Nachrichten ist vorbei. Öffentlich oder per E-Mail antworten.',
	neverOpen:
		'Auf das, was dort steht, nimmt das Netzwerk keine private Nachricht. Öffentlich antworten und zum Schreiben einladen.',
	privateReplyUsed:
		'Das Netzwerk erlaubt eine private Antwort auf einen Kommentar, und die war schon. Öffentlich oder per E-Mail antworten.',
	recipientGone:
		'Dieses Konto gibt es nicht mehr. Per E-Mail schreiben, wenn eine bestätigt ist; sonst den Fall schließen.',
	duplicate:
		'Das Netzwerk hat dieselbe Nachricht abgelehnt. Nachsehen, ob die erste dort steht; wenn nicht, anders formulieren.',
	tooLong: 'Das Netzwerk nimmt keine so lange Nachricht. Kürzen oder auf zwei verteilen.',
	forbidden: `Das Netzwerk lässt uns dieser Person nicht über seine Schnittstelle schreiben. ${BY_HAND} Oder öffentlich einladen.`,
	tokenDead: OUR_ACCESS,
	unknownTarget:
		'Was beantwortet werden sollte, ist gelöscht oder für uns nicht mehr zu sehen. Eine andere Nachricht beantworten oder per E-Mail schreiben.',
	contentRefused:
		'Das Netzwerk weist einen Link oder ein Wort darin ab. Link weglassen oder anders formulieren und noch einmal senden.',
	otherAppOwnsThread:
		'Eine andere App hat diese Unterhaltung, etwa der Posteingang des Netzwerks. Dort antworten oder sie dort freigeben und noch einmal versuchen.',
	rejected:
		'Das Netzwerk hat die Nachricht abgelehnt, ohne einen bekannten Grund. Noch einmal versuchen oder öffentlich antworten, ohne Daten.',
	withdrawn: OVERTAKEN,
	notSent: 'Jemand hat nachgesehen: Die Nachricht kam nicht an. Noch einmal senden.',
}

const MAIL_REFUSED = 'Die E-Mail wurde unterwegs abgelehnt. Mit einer sicheren Anfrage um eine andere Adresse bitten.'
const mail: Words = {
	recipientClosed: MAIL_REFUSED,
	windowClosed: 'Die E-Mail konnte nicht rechtzeitig abgehen. Noch einmal senden.',
	neverOpen: 'Die E-Mail konnte nicht abgehen. Noch einmal senden.',
	privateReplyUsed: 'Die E-Mail konnte nicht abgehen. Noch einmal senden.',
	recipientGone: 'Dieses Postfach gibt es nicht mehr. Mit einer sicheren Anfrage um eine andere Adresse bitten.',
	duplicate: 'Dieselbe E-Mail ging schon ab. Im Verlauf nachsehen, ob sie ankam.',
	tooLong: 'Die E-Mail ist zu lang. Kürzen oder auf zwei verteilen.',
	forbidden:
		'Unser Maildienst lässt uns dorthin nicht schreiben. Privat im Netzwerk antworten und die Leitung informieren.',
	tokenDead: 'Unser Zugang zum Maildienst war abgelaufen. Die Leitung erneuert ihn; danach noch einmal senden.',
	unknownTarget: 'Die Adresse ist nicht mehr da. Mit einer sicheren Anfrage um eine bitten.',
	contentRefused:
		'Die E-Mail wurde wegen eines Links oder Wortes abgewiesen. Anders formulieren und noch einmal senden.',
	otherAppOwnsThread: MAIL_REFUSED,
	rejected: MAIL_REFUSED,
	withdrawn: OVERTAKEN,
	notSent: 'Jemand hat nachgesehen: Die E-Mail kam nicht an. Noch einmal senden.',
}

const STILL_SEEN = 'Alle sehen sie weiterhin, und wer sie schrieb, wartet noch.'
const HIDE_THERE = `${STILL_SEEN} In der App des Netzwerks ausblenden oder melden.`
const hide: Words = {
	recipientClosed: HIDE_THERE,
	windowClosed: HIDE_THERE,
	neverOpen: HIDE_THERE,
	privateReplyUsed: HIDE_THERE,
	recipientGone: 'Das Konto gibt es nicht mehr. Nachsehen, ob die Nachricht noch da ist.',
	duplicate: 'Vielleicht ist sie schon ausgeblendet. Im Netzwerk nachsehen.',
	tooLong: HIDE_THERE,
	forbidden: `Das Netzwerk lässt uns nur ausblenden, was unter unseren Beiträgen steht. ${STILL_SEEN} Dort melden und beantworten, was gefragt wurde.`,
	tokenDead: `${STILL_SEEN} ${OUR_ACCESS}`,
	unknownTarget:
		'Die Nachricht ist gelöscht oder für uns nicht mehr zu sehen. Im Netzwerk nachsehen: Wahrscheinlich ist nichts mehr auszublenden.',
	contentRefused: HIDE_THERE,
	otherAppOwnsThread: HIDE_THERE,
	rejected: `Das Netzwerk hat sie nicht ausgeblendet und keinen bekannten Grund genannt. ${HIDE_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Jemand hat nachgesehen: Sie ist nicht ausgeblendet. ${STILL_SEEN} Noch einmal ausblenden.`,
}

const SHOW_THERE = 'Sie ist noch ausgeblendet. In der App des Netzwerks wieder einblenden.'
const show: Words = {
	recipientClosed: SHOW_THERE,
	windowClosed: SHOW_THERE,
	neverOpen: SHOW_THERE,
	privateReplyUsed: SHOW_THERE,
	recipientGone: 'Das Konto gibt es nicht mehr: Es ist nichts mehr einzublenden.',
	duplicate: 'Vielleicht ist sie schon wieder zu sehen. Im Netzwerk nachsehen.',
	tooLong: SHOW_THERE,
	forbidden: `Das Netzwerk lässt sie uns nicht über seine Schnittstelle einblenden. ${SHOW_THERE}`,
	tokenDead: `Sie ist noch ausgeblendet. ${OUR_ACCESS}`,
	unknownTarget: 'Die Nachricht ist gelöscht oder für uns nicht mehr zu sehen: Es ist nichts mehr einzublenden.',
	contentRefused: SHOW_THERE,
	otherAppOwnsThread: SHOW_THERE,
	rejected: `Das Netzwerk hat abgelehnt, ohne einen bekannten Grund. ${SHOW_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: 'Jemand hat nachgesehen: Sie ist noch ausgeblendet. Noch einmal einblenden.',
}

const OLD_STANDS = 'Der alte Text steht noch.'
const CORRECT_THERE = `${OLD_STANDS} In der App des Netzwerks ändern oder löschen und neu antworten.`
const correct: Words = {
	recipientClosed: CORRECT_THERE,
	windowClosed: `Die Frist des Netzwerks für Änderungen ist vorbei. ${OLD_STANDS} Löschen und neu antworten.`,
	neverOpen: CORRECT_THERE,
	privateReplyUsed: CORRECT_THERE,
	recipientGone:
		'Das Konto der Kundin gibt es nicht mehr. Nachsehen, ob unsere Antwort noch steht, und sie dann löschen.',
	duplicate: 'Das Netzwerk hat denselben Text abgelehnt. Nachsehen, ob die Korrektur schon steht.',
	tooLong: `Das Netzwerk nimmt keinen so langen Text. ${OLD_STANDS} Die Korrektur kürzen.`,
	forbidden: `Das Netzwerk lässt uns nicht über seine Schnittstelle ändern. ${CORRECT_THERE}`,
	tokenDead: `${OLD_STANDS} ${OUR_ACCESS}`,
	unknownTarget: 'Unsere Antwort ist nicht mehr da; es gibt nichts zu ändern. Neu antworten.',
	contentRefused: `Das Netzwerk weist einen Link oder ein Wort darin ab. ${OLD_STANDS} Die Korrektur anders formulieren.`,
	otherAppOwnsThread: CORRECT_THERE,
	rejected: `Das Netzwerk hat die Korrektur abgelehnt, ohne einen bekannten Grund. ${CORRECT_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Jemand hat nachgesehen: Die Korrektur kam nicht an. ${OLD_STANDS} Noch einmal ändern.`,
}

const STILL_STANDS = 'Unsere Antwort steht noch für alle sichtbar.'
const DELETE_THERE = `${STILL_STANDS} In der App des Netzwerks löschen.`
const remove: Words = {
	recipientClosed: DELETE_THERE,
	windowClosed: DELETE_THERE,
	neverOpen: DELETE_THERE,
	privateReplyUsed: DELETE_THERE,
	recipientGone: 'Das Konto der Kundin gibt es nicht mehr. Nachsehen, ob unsere Antwort noch steht.',
	duplicate: 'Vielleicht ist sie schon gelöscht. Im Netzwerk nachsehen.',
	tooLong: DELETE_THERE,
	forbidden: `Das Netzwerk lässt uns nicht über seine Schnittstelle löschen. ${DELETE_THERE}`,
	tokenDead: `${STILL_STANDS} ${OUR_ACCESS}`,
	unknownTarget: 'Unsere Antwort ist nicht mehr da: Wahrscheinlich ist sie schon gelöscht. Im Netzwerk nachsehen.',
	contentRefused: DELETE_THERE,
	otherAppOwnsThread: DELETE_THERE,
	rejected: `Das Netzwerk hat das Löschen abgelehnt, ohne einen bekannten Grund. ${DELETE_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Jemand hat nachgesehen: Sie ist nicht gelöscht. ${STILL_STANDS} Noch einmal löschen.`,
}

/** German words of each failure of each act. */
export const FAILURES_DE: Readonly<Record<Act, Words>> = {
	answer,
	privateMessage,
	mail,
	hide,
	show,
	correct,
	delete: remove,
}
