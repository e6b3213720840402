// A plan as calendar text (RFC 5545): one all-day event for each item, over the days that its hours take.

// `steps` are {key, title, url, hours}; `start` and `now` are Dates, of which the calendar takes the reader's own days.
export function renderCalendar(steps, perWeek, start, now, site) {
  let hours = 0;
  const day = () => Math.floor(hours / perWeek * 7);
  const events = steps.flatMap(step => {
    const from = day();
    hours += (step.hours[0] + step.hours[1]) / 2;
    return [
      "BEGIN:VEVENT",
      `UID:${escapeText(`${step.key}@${site}`)}`,
      `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART;VALUE=DATE:${dateAfter(start, from)}`,
      `DTEND;VALUE=DATE:${dateAfter(start, Math.max(day(), from + 1))}`,
      `SUMMARY:${escapeText(step.title.replaceAll("`", ""))}`,
      ...step.url.startsWith("http") ? [`URL:${step.url}`] : [],
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Learning plan//EN", ...events, "END:VCALENDAR"];
  return lines.map(line => `${fold(line)}\r\n`).join("");
}

export const isoDate = date => [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  .map(number => String(number).padStart(2, "0")).join("-");

const dateAfter = (start, days) =>
  isoDate(new Date(start.getFullYear(), start.getMonth(), start.getDate() + days)).replaceAll("-", "");

const escapeText = text => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

// A line holds at most 75 octets; those that go on begin with a space.
function fold(line) {
  const encoder = new TextEncoder();
  let octets = 0;
  return [...line].map(character => {
    const size = encoder.encode(character).length;
    octets += size;
    if (octets <= 75) return character;
    octets = size + 1;
    return `\r\n ${character}`;
  }).join("");
}
