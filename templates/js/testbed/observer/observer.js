/**
 * Watches one visit from before the page's first script, runs the page's clock once everything has
 * loaded, and says what it saw in one console message. Runs in every document, before it is parsed; of frames it
 * watches the one that is the test page itself.
 */
(function () {
  if (window !== window.top && location.pathname !== "/tagwright-framed") {
    return;
  }
  var realNow = performance.now.bind(performance);
  var later = window.setTimeout.bind(window);
  var say = console.debug.bind(console);
  var ask = window.fetch.bind(window);
  var create = document.createElement.bind(document);
  var byId = document.getElementById.bind(document);
  var trust = createTrust();
  var write = createWriter();
  var clock = createClock(whoAsks);
  var complaints = watchComplaints(clock, whoAsks, write);
  var cookieReads = watchCookies(whoAsks);
  var globals;
  var calls = [];
  var texts = [];
  var steps = [];
  var page;

  forgetVisits();
  Object.defineProperty(window, "__tagwrightTestbed", {
    value: { open: open, begin: begin, end: end, json: write, record: record }
  });
  globals = watchGlobals();

  /** Takes the page's orders: `{mark, until, nonce, later: [{name, at, code}]}`, times in page ms. */
  function open(orders) {
    page = orders;
    for (var i = 0; i < page.later.length; i++) {
      schedule(page.later[i]);
    }
    window.addEventListener("load", function () {
      later(function () {
        clock.run(page.until, fence);
      }, 0);
    });
  }

  function schedule(step) {
    clock.at(step.at, function () {
      insert(step);
    });
  }

  function insert(step) {
    var script = create("script");

    script.setAttribute("nonce", page.nonce);
    script.text = trust(step.code);
    begin(step.name);
    document.head.appendChild(script);
    end();
  }

  function begin(name) {
    globals.settle("later");
    steps[steps.length] = { name: name, at: clock.now(), order: clock.count(), took: realNow() };
  }

  function end() {
    var step = steps[steps.length - 1];

    step.took = realNow() - step.took;
    globals.settle(step.name);
  }

  /** Writes a call down at once: what the caller does to its arguments later does not count. */
  function record(call, args) {
    var values = "";

    for (var i = 0; i < args.length; i++) {
      values += (i ? "," : "") + write(args[i]);
    }
    calls[calls.length] = '{"at":' + clock.now() + ',"order":' + clock.count() + ',"call":' + write(call) +
      ',"args":[' + values + "]}";
    texts[texts.length] = call + "(" + values + ")";
  }

  /** Shows the calls on the page, for the picture that goes with a finding. */
  function show() {
    var list = byId("calls");
    var item;

    for (var i = 0; list && i < texts.length; i++) {
      item = create("li");
      item.textContent = texts[i];
      list.appendChild(item);
    }
  }

  /** A request of our own that comes back after every request made before it has been seen. */
  function fence() {
    ask("/tagwright-fence").then(report, report);
  }

  function report() {
    later(function () {
      globals.settle("later");
      show();
      say(page.mark, write(seen()).slice(0, -1) + ',"calls":[' + join(calls) + "]}");
    }, 0);
  }

  function seen() {
    return {
      console: complaints.console,
      cookies: cookieReads,
      errors: complaints.errors,
      globals: globals.found(),
      pending: pending(),
      state: readState(),
      steps: steps,
      until: clock.now(),
      violations: complaints.violations
    };
  }

  function pending() {
    var timers = clock.pending();
    var found = [];

    for (var i = 0; i < timers.length; i++) {
      found[i] = { kind: timers[i].kind, by: timers[i].by };
    }
    return found;
  }

  function join(texts) {
    var text = "";

    for (var i = 0; i < texts.length; i++) {
      text += (i ? "," : "") + texts[i];
    }
    return text;
  }
})();
