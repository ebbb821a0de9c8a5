/* The service worker: keeps pages ahead, keeps deeds that have no signal, sends them later. */
const AT = {{ addresses|safe }};
importScripts(...{{ modules|safe }});
