/**
 * Clarity's code: a function that queues, unless there is one; and the script it loads, which queues `start`, puts
 * it in front of what was queued before, and only then loads Clarity itself.
 */
function base() {
  window.clarity =
    window.clarity ||
    function () {
      (window.clarity.q = window.clarity.q || []).push(arguments);
    };
  window.clarity("start", { projectId: "project", upload: "https://e.clarity.ms/collect", delay: 200 });
  window.clarity.q.unshift(window.clarity.q.pop());
}
